#!/usr/bin/env python3
"""A real SMTP server for tests. Writes every letter it takes to --out as N.json (envelope, headers and parts as Python's own parser reads
them) and prints what happens, a line each. The local part of a recipient says what goes wrong: refuse, defer, data-refuse, data-defer,
stall-rcpt, stall-data, stall-accept (the letter is taken, the answer never comes). Ends with the process that started it."""
import argparse
import asyncio
import json
import os
import ssl
import subprocess
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--port", type=int, default=0)
options.add_argument("--out", required=True)
options.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
options.add_argument("--auth", default="")   # "user:password"
options.add_argument("--calm", action="store_true")  # nobody stalls
arguments = options.parse_args()
out = Path(arguments.out)


def say(text):
    print(text, flush=True)


async def stall(place):
    if not arguments.calm:
        say(f"stalled at {place}")
        await asyncio.sleep(3600)


def parsed(data):
    message = message_from_bytes(data, policy=policy.SMTP)
    parts = {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart() and not part.is_attachment()}
    files = {part.get_filename(): part.get_payload(decode=True).hex() for part in message.walk() if part.is_attachment()}
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    # Not the new parser's headers: in the From of this Python version it puts spaces between encoded words (RFC 2047 has none there).
    headers = {key: str(make_header(decode_header(value))) for key, value in message_from_bytes(data).items()}
    return {"headers": headers, "parts": parts, "files": files, "defects": defects}


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        local = address.split("@")[0]
        if local == "stall-rcpt":
            await stall("rcpt")
        if local == "defer":
            return "451 try again later"
        if local == "refuse":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "stall-data":
            await stall("data")
        if local == "data-defer":
            return "451 disk full"
        if local == "data-refuse":
            return "554 looks like spam"
        number = len(list(out.glob("*.json")))
        letter = {"from": envelope.mail_from, "to": envelope.rcpt_tos, **parsed(envelope.content)}
        (out / f"{number}.json").write_text(json.dumps(letter, ensure_ascii=False))
        say(f"took {letter['headers'].get('Message-ID')}")
        if local == "stall-accept":
            await stall("accept")
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    user, _, password = arguments.auth.partition(":")
    good = data.login == user.encode() and data.password == password.encode()
    return AuthResult(success=good, handled=False)


def context():
    certificate, key = out / "certificate.pem", out / "key.pem"
    if not certificate.exists():
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


async def main():
    tls = context() if arguments.tls != "none" else None
    settings = {"hostname": "mail.example.ru", "enable_SMTPUTF8": False}
    if arguments.tls == "starttls":
        settings |= {"tls_context": tls, "require_starttls": True}
    if arguments.auth:
        settings |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **settings), "127.0.0.1", arguments.port,
                                      ssl=tls if arguments.tls == "tls" else None)
    say(f"listens on port {server.sockets[0].getsockname()[1]}")
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(0.5)


asyncio.run(main())
