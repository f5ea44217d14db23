"""`drafter up` ends cleanly, however it is told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from desk_process import answers

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_demonstrations_database_is_gone_afterwards(tmp_path, how):
    command = [str(Path(sys.executable).parent / "drafter"), "up", "--demo", "--port", "0"]
    place = os.environ | {"TMPDIR": str(tmp_path)}
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=place)
    with desk:
        address = desk.stdout.readline().split()[3]
        answers(urlsplit(address).port)
        assert list(tmp_path.glob("drafter-demo-*"))
        desk.send_signal(how)
        desk.wait(timeout=60)

    assert list(tmp_path.glob("drafter-demo-*")) == []
