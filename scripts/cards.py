"""Prints which facts in the lessons nobody has looked at for six months: `make cards`.

Look each one up, correct it or say under `superseded_by` what came after it, and set its `checked_on` to the day.
"""

from datetime import date

from core.ages import MONTHS, looks, overdue

if __name__ == "__main__":
    today, all_looks = date.today(), looks()
    for look in (old := overdue(all_looks, today)):
        print(f"{look.lesson:20} {look.card:40} {look.months(today):3} months, since {look.day}")
    print(f"{len(old)} of {len(all_looks)} facts were not looked at for {MONTHS} months.")
