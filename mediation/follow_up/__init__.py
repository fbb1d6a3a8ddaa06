"""The follow-up: referrals, appointments, the logbook opened by code, the entry questionnaire."""
