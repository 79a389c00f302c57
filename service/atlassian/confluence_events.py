"""The events of Confluence Data Center's webhooks: read, or left alone with a reason.

Source: developer.atlassian.com/server/confluence/webhooks; the same names where a Connect app on
Cloud listens, which however does not write them into its bodies.
"""

from service.atlassian.naming import by_name

READ = by_name(
    {
        "Whoever wrote or changed the page took part; the page is looked up.": """
            page_created page_updated blog_created blog_updated blueprint_page_created""",
        "The page is looked up again.": "page_moved page_restored blog_moved blog_restored",
        "The page's title goes until it is restored; words about it stay.": """
            page_trashed blog_trashed""",
        "What was kept of the page goes; words about it stay.": "page_removed blog_removed",
        "Whoever wrote the comment took part; its page is looked up.": """
            comment_created comment_updated""",
        "The space's name is kept.": "space_created space_updated",
        "What was kept of the space's pages goes; words about them stay.": "space_removed",
        "The account's name goes; it becomes a former colleague.": "user_removed",
    }
)

WHY_IGNORED = by_name(
    {
        "The order of pages says nothing about the work.": "page_children_reordered",
        "A comment that went says nothing of who took part.": "comment_removed",
        "Attachments of pages are not read.": """
            attachment_created attachment_updated attachment_removed attachment_restored
            attachment_trashed""",
        "Pages tell this by events of their own; other content is not read.": """
            content_created content_updated content_restored content_trashed
            content_permissions_updated""",
        "Labels of pages are not read.": "label_added label_created label_deleted label_removed",
        "Permissions are asked for when a page is looked up.": "space_permissions_updated",
        "How a space looks is not read.": "space_logo_updated theme_enabled",
        "Accounts are read from the pages in which they take part.": "user_created",
        "A deactivated account is still its person's.": "user_deactivated user_reactivated",
        "Who follows whom is not read.": "user_followed relation_created relation_deleted",
        "Groups are not read.": "group_created group_removed",
    }
)
