"""The articles: published over years, mentioning popular people and delegations most often."""

import random
from datetime import timedelta

from assembly.core import clock
from assembly.core.languages import LANGUAGES
from assembly.publishing.status import Status
from delegations.models import Delegation
from news.models import Article

from .copying import Rows
from .subjects import number_of_people, popularity, write_people, write_topics
from .versions import Versions
from .words import RARE, Writer

BATCH = 5_000  # articles per COPY
DAYS = 365 * 10  # over which the articles were published, up to the last midnight
DRAFTS = 50
SCHEDULED = 5  # a year ahead
PLACES = [("Moscow", "Москва"), ("Minsk", "Минск"), ("Yerevan", "Ереван"), ("Dushanbe", "Душанбе")]
RARE_EVERY = 20_000  # articles: one of so many has the rare word


class Archive:
    """A number of published articles with their topics and people, and some more in work."""

    def __init__(self, published, staff):
        """`staff` has the keys of the users who edited the articles."""
        self.published = published
        self.staff = staff
        self.chance = random.Random(published)
        self.end = clock.midnight(clock.today())

    def write(self):
        """Write everything; after each batch, yield the share of the articles written."""
        self.writers = {language: Writer(language) for language in LANGUAGES}
        self.topics = write_topics(self.writers, self.end)
        self.people = write_people(number_of_people(self.published), self.end)
        self.delegations = list(Delegation.objects.public().order_by("-slug"))
        self.topic_weights = popularity(len(self.topics))
        self.delegation_weights = popularity(len(self.delegations))
        self.person_weights = popularity(len(self.people) - 1, flatness=20)
        self.articles, self.versions = Rows(Article), Versions(Article, self.end)
        relations = ["topics", "people", "delegations"]
        self.links = {name: Rows(getattr(Article, name).through) for name in relations}
        total = self.published + SCHEDULED + DRAFTS
        for begin in range(0, total, BATCH):
            for number in range(begin, min(begin + BATCH, total)):
                self._add(number)
            for rows in [self.articles, *self.links.values(), self.versions]:
                rows.write()
            yield min((begin + BATCH) / total, 1)

    def _add(self, number):
        people, delegations = self._people(), self._delegations()
        texts = self._texts(number, people, delegations)
        row = self.articles.add(
            updated_by_id=self.chance.choice(self.staff), **texts, **self._state(number)
        )
        related = {
            "topics": set(self.chance.choices(self.topics, cum_weights=self.topic_weights, k=2)),
            "people": people,
            "delegations": [one.pk for one in delegations],
        }
        for name, keys in related.items():
            column = Article._meta.get_field(name).m2m_reverse_name()
            for key in keys:
                self.links[name].add(article_id=row["id"], **{column: key})
        self.versions.add(row, row["title"], **related)

    def _people(self):
        """Return one person or sometimes two, as keys and names; a tenth of news has the first."""
        if self.chance.random() < 0.1:
            return dict(self.people[:1])
        number = 2 if self.chance.random() < 0.1 else 1
        others = self.people[1:]
        return dict(self.chance.choices(others, cum_weights=self.person_weights, k=number))

    def _delegations(self):
        """Return none, one or two delegations; more than a tenth of all news has the first."""
        number = self.chance.choice([0, 1, 1, 2])
        weights = self.delegation_weights
        return set(self.chance.choices(self.delegations, cum_weights=weights, k=number))

    def _texts(self, number, people, delegations):
        """Return the slug and the texts by column; a fifth of the articles are in one language."""
        languages = {0: LANGUAGES[:1], 1: LANGUAGES[1:]}.get(number % 10, LANGUAGES)
        has_rare_word = number % RARE_EVERY == RARE_EVERY // 2 or number == 7
        texts = {}
        for language, place in zip(LANGUAGES, self.chance.choice(PLACES), strict=True):
            if language not in languages:
                continue
            writer = self.writers[language]
            named = [said[language] for said in people.values()]
            named += [getattr(delegation, f"title_{language}") for delegation in delegations]
            rare = RARE if has_rare_word else ""
            news = f"{', '.join(named)} {rare} {' '.join(writer.draw(12))}."
            paragraphs = [news, *self.chance.choices(writer.paragraphs, k=5)]
            texts |= {
                f"title_{language}": writer.title(),
                f"summary_{language}": self.chance.choice(writer.summaries),
                f"body_{language}": "".join(f"<p>{text}</p>" for text in paragraphs),
                f"dateline_{language}": place,
            }
        # The columns without a language have the text of the first.
        for name in ["title", "summary", "body", "dateline"]:
            texts[name] = texts[f"{name}_{languages[0]}"]
        words = texts.get("title_en", "news").lower().split()[:6]
        return {"slug": f"{'-'.join(words)}-{number}", **texts}

    def _state(self, number):
        """Return the columns of the workflow: most are published, then some wait, then drafts."""
        if number < self.published:
            moment = self.end - timedelta(days=DAYS * (1 - number / self.published))
            return {"status": Status.PUBLISHED.value, "published_at": moment, "updated_at": moment}
        if number < self.published + SCHEDULED:
            moment = self.end + timedelta(days=365 + number - self.published)
            status = Status.PUBLISHED
        else:
            moment, status = None, self.chance.choice([Status.DRAFT, Status.REVIEW])
        return {"status": status.value, "published_at": moment, "updated_at": self.end}
