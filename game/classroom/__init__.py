"""The class: one server on a teacher's laptop, a seat for each pupil, and a page for the teacher."""
