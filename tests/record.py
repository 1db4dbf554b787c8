"""Record again what every case of `cases/` gives: `make record`. Read the difference before you commit it."""

from tests.cases.collect import TOP, folders, given, recording


def main() -> None:
    """Write every recording that has changed, and say which."""
    for folder in folders():
        text, path = given(folder), recording(folder)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(TOP))


if __name__ == "__main__":
    main()
