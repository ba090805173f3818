from .articles import Article
from .attachments import Attachment
from .list_counts import CountDue, ListCount, MonthCount
from .topics import Topic

__all__ = ["Article", "Attachment", "CountDue", "ListCount", "MonthCount", "Topic"]
