"""Content → files that others can use: references, tables, JSON, workbooks, and what describes them. Pure.

What is made for a review is made from the review alone; what is made for the site puts such parts together.
"""
