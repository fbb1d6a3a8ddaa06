"""The calendar file of an appointment: hour of Paris, an alarm the day before, nothing to read."""

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from knowledge.hours import PARIS
from mediation.follow_up.appointments import Appointment

SUMMARY = "Rendez-vous"


def to_ics(appointment: Appointment) -> bytes:
    """Return the file. A discreet one says « Rendez-vous » and an address, no more."""
    made, event, alarm = Calendar(), Event(), Alarm()
    made.add("prodid", "-//Qui fait quoi//FR")
    made.add("version", "2.0")
    start = appointment.starts_at.astimezone(PARIS)
    says = SUMMARY if appointment.is_discreet or not appointment.subject else (
        f"{SUMMARY} : {appointment.subject}")
    event.add("uid", f"{appointment.id}@qui-fait-quoi")
    event.add("dtstamp", appointment.created_at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=appointment.minutes))
    event.add("summary", says)
    event.add("location", appointment.where_text)
    if appointment.bring and not appointment.is_discreet:
        event.add("description", "À apporter :\n" + "\n".join(
            f"- {each}" for each in appointment.bring))
    alarm.add("action", "DISPLAY")
    alarm.add("description", says)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())
