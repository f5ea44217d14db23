"""Names the packages: three folders of the checkout's top level travel inside the wheel as sub-packages.

Everything else is in pyproject.toml. This file exists because setuptools cannot combine package
discovery with a package-dir mapping there.
"""

from setuptools import find_packages, setup

FOLDERS = ("prompts", "ui", "fixtures")

setup(
    packages=[
        *find_packages(include=["drafter", "drafter.*"]),
        *(f"drafter.{folder}" for folder in FOLDERS),
    ],
    package_dir={f"drafter.{folder}": folder for folder in FOLDERS},
    package_data={"drafter": ["**/*"], **{f"drafter.{folder}": ["**/*"] for folder in FOLDERS}},
)
