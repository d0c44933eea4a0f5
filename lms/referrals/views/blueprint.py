"""The blueprint that the pages of services share."""

from flask import Blueprint

blueprint = Blueprint("referrals", __name__)
