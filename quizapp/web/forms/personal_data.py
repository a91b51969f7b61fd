"""The form with which somebody says that they mean it."""

from flask_wtf import FlaskForm
from wtforms import BooleanField

from quizapp.services.errors import Invalid


class EraseForm(FlaskForm):
    """A tick, so that nobody is erased by one press."""

    sure = BooleanField("Yes, erase it for good")

    def refuse_unsure(self) -> None:
        """Raises ``Invalid`` (``sure``) without the tick."""
        if not self.sure.data:
            raise Invalid({"sure": ["Tick this line if you mean it. Nothing is erased yet."]})
