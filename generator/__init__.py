"""The generator: content → pages. Read, load, check, derive, pages, render, write."""
