"""What all HTML pages share: how their templates are filled, and what a browser lets them do.

Comes in: folders of templates. Goes out: Jinja2's environment, which escapes, and knows scripts and their policy.
"""

from coursedeck.base.pages.policy import content_policy
from coursedeck.base.pages.templates import page_environment

__all__ = ["content_policy", "page_environment"]
