"""Questions in files. A format is one module that yields rows and faults with their line numbers, and nothing more.

``reading`` is the one way in and lists the formats; ``contents`` makes a question of a row, whatever its format.
"""
