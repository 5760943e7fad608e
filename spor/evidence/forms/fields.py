"""Typed words and handed-in files as clean values."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.files import Prepared, prepare
from spor.base.models import StoredFile
from spor.base.text import clean_text
from spor.evidence.forms import carried

KEY_LENGTH = 40
_NAME_SHOWN = 40
_ANY = tuple(StoredFile.Kind)
# What a page answers with when several things are wrong at once: what stops most comes first.
_GRAVEST = (507, 413, 415, 409, 422)


class Words(forms.CharField):
    """Typed text of several lines, cleaned. Too long is said with both numbers; nothing is cut off."""

    def __init__(self, *, rows: int = 4, **more: Any) -> None:
        more.setdefault("required", False)
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(strip=False, **more)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = gettext_lazy(
                    "Teksten er på %(show_value)s tegn. Der er plads til %(limit_value)s, så den skal kortes af."
                )

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class FilesInput(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class Files(forms.Field):
    """Several files. They are prepared by the form (`FilesForm`), so that each gets its own sentence."""

    widget = FilesInput

    def __init__(self, kinds: Collection[StoredFile.Kind] = _ANY, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.kinds = kinds


class FilesForm(forms.Form):
    """A form with files. `ready` are those that may come, also when something else in the form is wrong; `status` is the answer's.

    account_id  where the files that came through are carried in the form that answers (`held`), whose they are
    """

    def __init__(self, *args: Any, account_id: int | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.account_id = account_id
        self.ready: list[Prepared] = []
        self.statuses: set[int] = set()

    @property
    def held(self) -> list[tuple[str, str]]:
        """(token, name) of the files that came through, for the form that answers."""
        return [(carried.token(each, self.account_id), each.name) for each in self.ready]

    def clean(self) -> dict[str, Any]:
        if self.account_id is not None and hasattr(self.data, "getlist"):
            kept = (carried.opened(sealed, self.account_id) for sealed in self.data.getlist("held"))
            self.ready += [each for each in kept if each is not None]
        for name, field in self.fields.items():
            if isinstance(field, Files):
                uploads = self.cleaned_data.get(name) or []
                for upload in uploads:
                    self._take(name, upload, field.kinds, len(uploads) > 1)
        return self.cleaned_data

    def _take(self, name: str, upload: Any, kinds: Collection[StoredFile.Kind], is_one_of_many: bool) -> None:
        try:
            self.ready.append(prepare(upload, kinds=kinds))
        except Refused as reason:
            shown = upload.name if len(upload.name) <= _NAME_SHOWN else f"{upload.name[:_NAME_SHOWN]}…"
            sentence = (
                _("«%(name)s»: %(reason)s") % {"name": shown, "reason": reason} if is_one_of_many else str(reason)
            )
            self.refuse(Refused(sentence, status=reason.status, field=name))

    def refuse(self, reason: Refused) -> None:
        """Show why a deed was not done, beside the field it is about."""
        self.statuses.add(reason.status)
        self.add_error(reason.field if reason.field in self.fields else None, str(reason))

    @property
    def upload_errors(self) -> list[str]:
        """What is wrong with the files, each in its sentence."""
        return [
            str(said)
            for name, field in self.fields.items()
            if isinstance(field, Files)
            for said in self.errors.get(name, [])
        ]

    @property
    def status(self) -> int:
        return next((status for status in _GRAVEST if status in self.statuses), 422)

    def clean_key(self) -> str:
        """The form's key. One that is missing or made up is replaced: then this press is its own."""
        key = str(self.cleaned_data.get("key") or "")
        return key if 0 < len(key) <= KEY_LENGTH else new_code()
