"""Settings of all tests: hypothesis measures no time, since a busy machine is no defect."""

from hypothesis import settings

settings.register_profile("reportgen", deadline=None)
settings.load_profile("reportgen")
