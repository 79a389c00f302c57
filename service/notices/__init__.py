"""What people want to be told of by mail or in a chat, and the letters that tell it.

Owns notice_choice, mail_choice, chat, letter and told. May use every other domain package.
"""
