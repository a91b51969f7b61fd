"""Tags: words by which a teacher finds questions again."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select

from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.items import ItemRow, ItemTag, Tag
from quizapp.models.users import User
from quizapp.services import audit
from quizapp.services.errors import Invalid, NotFound

LONGEST, MOST = 60, 20


def tidy(names: Iterable[str]) -> list[str]:
    """Names as they are kept: small letters, single-spaced, each once, in the order given. Raises ``Invalid``."""
    found = list(dict.fromkeys(name for raw in names if (name := " ".join(raw.split()).lower())))
    if any(len(name) > LONGEST for name in found):
        raise Invalid({"tags": [f"Keep a tag to {LONGEST} characters."]})
    if len(found) > MOST:
        raise Invalid({"tags": [f"Give a question {MOST} tags at most."]})
    return found


def _own_items(item_ids: Sequence[int], teacher_id: int) -> list[int]:
    wanted = sorted(set(item_ids))
    own = list(
        db.session.scalars(
            select(ItemRow.id)
            .join(Article, Article.id == ItemRow.article_id)
            .where(ItemRow.id.in_(wanted), Article.owner_id == teacher_id)
            .order_by(ItemRow.id)
        )
    )
    if own != wanted or not wanted:
        raise NotFound("There is no such question on your desk.")
    return own


def _one_by_one(owner_id: int) -> None:
    """Let whoever gives questions of this teacher tags wait for who does so already, until that transaction ends."""
    db.session.execute(select(User.id).where(User.id == owner_id).with_for_update(key_share=True))


def _ids_of(names: Sequence[str], owner_id: int) -> dict[str, int]:
    """The ids of tags by name; those that are not there yet are made."""
    known = {
        tag.name: tag for tag in db.session.scalars(select(Tag).where(Tag.owner_id == owner_id, Tag.name.in_(names)))
    }
    new = [Tag(owner_id=owner_id, name=name) for name in names if name not in known]
    db.session.add_all(new)
    db.session.flush()
    return {tag.name: tag.id for tag in (*known.values(), *new)}


def set_tags(item_id: int, names: Iterable[str], *, teacher_id: int) -> None:
    """Give a question just these tags. Raises ``NotFound`` for somebody else's, ``Invalid`` for too long or too many."""
    _own_items([item_id], teacher_id)
    wanted = tidy(names)
    _one_by_one(teacher_id)
    db.session.execute(delete(ItemTag).where(ItemTag.item_id == item_id))
    db.session.add_all(ItemTag(item_id=item_id, tag_id=tag_id) for tag_id in _ids_of(wanted, teacher_id).values())
    audit.record("tag", "item", item_id, teacher_id, tags=wanted)
    db.session.commit()


def add_tag(item_ids: Sequence[int], name: str, *, teacher_id: int) -> int:
    """Give several questions one more tag; how many did not have it yet.

    Raises ``NotFound`` where one is somebody else's, ``Invalid`` for a blank or too long name, or where one has as many
    as a question may have.
    """
    own, names = _own_items(item_ids, teacher_id), tidy([name])
    if not names:
        raise Invalid({"tag": ["Write the tag."]})
    _one_by_one(teacher_id)
    tag_id = _ids_of(names, teacher_id)[names[0]]
    tagged = set(db.session.scalars(select(ItemTag.item_id).where(ItemTag.tag_id == tag_id, ItemTag.item_id.in_(own))))
    new = [item_id for item_id in own if item_id not in tagged]
    _refuse_full(new)
    db.session.add_all(ItemTag(item_id=item_id, tag_id=tag_id) for item_id in new)
    if new:
        audit.record_all("tag", "item", new, teacher_id, added=names[0])
    db.session.commit()
    return len(new)


def _refuse_full(item_ids: Sequence[int]) -> None:
    full = select(ItemTag.item_id).where(ItemTag.item_id.in_(item_ids)).group_by(ItemTag.item_id)
    if db.session.scalar(full.having(func.count() >= MOST).limit(1)) is not None:
        raise Invalid(
            {"tag": [f"One of these questions has {MOST} tags already, which is the most. Take one away first."]}
        )


def tag_new(named: Mapping[int, Sequence[str]], *, teacher_id: int) -> None:
    """Give questions that are new in the open transaction their tidied tags, by item; the caller commits."""
    _one_by_one(teacher_id)
    ids = _ids_of(list(dict.fromkeys(name for names in named.values() for name in names)), teacher_id)
    pairs = [{"item_id": item_id, "tag_id": ids[name]} for item_id, names in named.items() for name in names]
    if pairs:
        db.session.execute(insert(ItemTag), pairs)


def teachers_tags(teacher_id: int) -> list[Tag]:
    """The tags of a teacher that any question has, by name."""
    used = select(ItemTag.tag_id).where(ItemTag.tag_id == Tag.id).exists()
    return list(db.session.scalars(select(Tag).where(Tag.owner_id == teacher_id, used).order_by(Tag.name)))
