"""What every value of a course has in common."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot change and refuses a field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
