// Starts the scripts of the admin's forms.

import { DraftStore } from "./draft_store.js";
import { DraftsInBrowser } from "./drafts_in_browser.js";
import { Presence } from "./presence.js";
import { PublicationMoment } from "./publication_moment.js";
import { Refusal } from "./refusal.js";
import { Shortcuts } from "./shortcuts.js";
import { SingleSubmission } from "./single_submission.js";
import { TextLimits } from "./text_limits.js";
import { TypedForm } from "./typed_form.js";
import { UnsavedChanges } from "./unsaved_changes.js";

const notices = document.querySelector("#kept");
const element = document.getElementById(notices?.dataset.form);
const help = document.querySelector("#keyboard");
const refusal = document.querySelector("#refusal");
const presence = document.querySelector("#presence[data-address]");

if (element) {
  const form = new TypedForm(element);
  form.connect(); // first, as the others need to know whether it was sent
  new SingleSubmission(form).connect();
  new TextLimits(element, document.querySelector("#too-long")).connect();
  const { refused, returned } = notices.dataset;
  new UnsavedChanges(form, [refused, returned].some((mark) => mark !== undefined)).connect();
  new DraftsInBrowser(form, new DraftStore(notices.dataset), notices).connect();
}

if (refusal) new Refusal(refusal, element ?? document).connect();

if (help) {
  const opener = document.querySelector("#keyboard-open").content.firstElementChild;
  new Shortcuts(help, opener.cloneNode(true)).connect();
}

const outcome = document.querySelector(".steps__outcome");
if (outcome) new PublicationMoment(outcome, outcome.closest("form")).connect();

if (presence) new Presence(presence).connect();
