"""The Celery that our worker and client are tried with: an app with tasks, and a client for one question at a time.

  python3 -m celery -A celery_lab worker -Q celery ...      its tasks, see below
  celery_lab.py call QUEUE TASK ARGS KWARGS [OPTIONS]       send_task(...).get(); the states on the way, and the end, as JSON lines
  celery_lab.py chain JSON                                  [[TASK, ARGS, KWARGS, QUEUE], ...]: the result of the last, as JSON
  celery_lab.py group QUEUE TASK N                          N times the same: the list of results
  celery_lab.py raw QUEUE CASE                              a message that no Celery would send
  celery_lab.py inspect METHOD                              what all workers answer
  celery_lab.py revoke ID | shutdown NODE
  celery_lab.py events SECONDS                              the events that come in that time, one a line
  celery_lab.py peek QUEUE                                  takes a message, and prints its headers
  celery_lab.py throughput QUEUE TASK N COMMAND...          N tasks wait; starts the worker, and prints tasks a second, and
                                                            its seconds to the first answer
  celery_lab.py calls QUEUE TASK N                          round trips a second, one after the other

  celery_lab.py chord HEADER BODY                           a list of parts like those of chain, a part that is a list of them is
                                                            a chain; the body is one part. How it ended, as JSON
  celery_lab.py later ID                                    the state and result of a task that another process sent

LAB_BROKER   the broker's URL
LAB_RESULTS  the result backend; rpc:// unless said
"""
import json
import os
import subprocess
import sys
import time
import uuid

import kombu
from celery import Celery, chain, chord, group, signature
from celery.exceptions import SoftTimeLimitExceeded

BROKER = os.environ["LAB_BROKER"]
app = Celery("celery_lab", broker=BROKER, backend=os.environ.get("LAB_RESULTS", "rpc://"))
app.conf.update(timezone="UTC", enable_utc=True, worker_prefetch_multiplier=int(os.environ.get("LAB_PREFETCH", "4")))
PATIENCE = 30


@app.task(name="lab.add")
def add(x, y):
    return x + y


@app.task(name="lab.noop")
def noop():
    return None


@app.task(name="lab.describe")
def describe(value):
    return "python got %s" % json.dumps(value)


@app.task(name="lab.fail")
def fail(words):
    raise ValueError(words)


@app.task(name="lab.collect")
def collect(values):
    return {"count": len(values), "values": values}


@app.task(name="lab.steps", bind=True)
def steps(self, count):
    for number in range(count):
        self.update_state(state="PROGRESS", meta={"current": number, "total": count, "message": "step %d" % number})
    return count


@app.task(name="lab.again", bind=True, max_retries=3)
def again(self, times):
    if self.request.retries < times:
        raise self.retry(countdown=0.1, exc=OSError("not yet"))
    return self.request.retries


@app.task(name="lab.patient", soft_time_limit=1, time_limit=20)
def patient():
    try:
        time.sleep(15)
    except SoftTimeLimitExceeded:
        return "soft"


def say(what):
    print(json.dumps(what), flush=True)


def call(queue, task, args, kwargs, options="{}"):
    result = app.send_task(task, json.loads(args), json.loads(kwargs), queue=queue, **json.loads(options))

    def told(body):
        if body["status"] not in ("SUCCESS", "FAILURE", "REVOKED"):
            say({"state": body["status"], "result": body["result"]})

    try:
        value = result.get(timeout=PATIENCE, on_message=told)
        say({"state": result.state, "result": value, "id": result.id})
    except Exception as failed:
        say({"state": result.state, "type": type(failed).__name__, "args": failed.args, "id": result.id})


def run_chain(parts):
    signatures = [signature(task, args=args, kwargs=kwargs, queue=queue) for task, args, kwargs, queue in json.loads(parts)]
    say(chain(*signatures).apply_async().get(timeout=PATIENCE))


def run_group(queue, task, count):
    say(group(signature(task, queue=queue) for _ in range(int(count))).apply_async().get(timeout=PATIENCE))


def part(words):
    if isinstance(words[0], list):
        return chain(*[part(step) for step in words])
    if words[0] == "group":
        return group(*[part(step) for step in words[1:]])
    task, args, kwargs, queue = words
    return signature(task, args=args, kwargs=kwargs, queue=queue)


def run_chord(header, body):
    result = chord([part(words) for words in json.loads(header)], part(json.loads(body))).apply_async()
    try:
        # By its id alone: else the failure of a part is raised before the body has one.
        result = app.AsyncResult(result.id)
        say({"state": "SUCCESS", "result": result.get(timeout=PATIENCE)})
    except Exception as failed:
        say({"state": result.state, "type": type(failed).__name__, "args": [str(word) for word in failed.args]})


def later(task_id):
    result = app.AsyncResult(task_id)
    try:
        value = result.get(timeout=PATIENCE)
        say({"state": result.state, "result": value, "date_done": str(result.date_done)})
    except Exception as failed:
        say({"state": result.state, "type": type(failed).__name__})


def raw(queue, case):
    task_id = str(uuid.uuid4())
    headers = {"lang": "py", "task": "tuisetup.ping", "id": task_id, "root_id": task_id}
    body, kind, encoding = json.dumps([[], {}, {}]), "application/json", "utf-8"
    if case == "text":
        body = "no JSON"
    elif case == "two":
        body = json.dumps([[], {}])
    elif case == "pickle":
        import pickle
        body, kind, encoding = pickle.dumps([[], {}, {}]), "application/x-python-serialize", "binary"
    elif case == "v1":
        headers, body = {}, json.dumps({"task": "tuisetup.ping", "id": task_id, "args": [], "kwargs": {}})
    elif case == "no-id":
        del headers["id"]
    elif case == "eta":
        headers["eta"] = "tomorrow"
    elif case == "large":
        body = json.dumps([["x" * (50 * 1024 * 1024)], {}, {}])
    elif case == "deep":
        body = "[" * 100000 + "]" * 100000
    elif case == "bomb":
        import zlib
        headers["compression"], body, encoding = "application/x-gzip", zlib.compress(b" " * (64 * 1024 * 1024)), "binary"
    elif case == "duplicate":
        pass
    with kombu.Connection(BROKER) as connection:
        channel = connection.channel()
        replies = channel.queue_declare("", exclusive=True).queue
        for _ in range(2 if case == "duplicate" else 1):
            message = channel.prepare_message(body, content_type=kind, content_encoding=encoding, headers=headers,
                                              properties={"delivery_mode": 2, "reply_to": replies, "correlation_id": task_id})
            channel.basic_publish(message, exchange="", routing_key=queue)
        say({"sent": task_id})
        answers = []
        channel.basic_consume(replies, no_ack=True, callback=lambda answer: answers.append(json.loads(answer.body)))
        wanted = 2 if case == "duplicate" else int(case not in ("no-id", "v1"))
        until = time.time() + PATIENCE
        while len(answers) < wanted and time.time() < until:
            try:
                connection.drain_events(timeout=1)
            except OSError:
                pass
        for answer in answers:
            say(answer)


def events(seconds):
    with app.connection_for_read() as connection:
        receiver = app.events.Receiver(connection, handlers={"*": lambda event: say(
            {name: event.get(name) for name in ("type", "hostname", "uuid", "name", "result", "freq")})})
        say({"type": "listening"})
        try:
            receiver.capture(limit=None, timeout=float(seconds), wakeup=False)
        except OSError:
            pass


def peek(queue):
    with kombu.Connection(BROKER) as connection:
        message = connection.channel().basic_get(queue, no_ack=True)
        say(None if message is None else {"headers": {name: str(value) for name, value in message.headers.items()}, "bytes": len(message.body)})


def fill(queue, task, count):
    """Puts calls into a queue, whose results go to one reply queue."""
    with kombu.Connection(BROKER) as connection:
        channel = connection.channel()
        kombu.Queue(queue, kombu.Exchange(queue, "direct"), routing_key=queue)(channel).declare()
        replies = channel.queue_declare("", exclusive=False, auto_delete=False, arguments={"x-expires": 600000}).queue
        for _ in range(count):
            task_id = str(uuid.uuid4())
            headers = {"lang": "py", "task": task, "id": task_id, "root_id": task_id, "parent_id": None, "group": None, "eta": None, "expires": None,
                       "retries": 0, "timelimit": [None, None], "argsrepr": "()", "kwargsrepr": "{}", "origin": "lab", "ignore_result": False}
            message = channel.prepare_message("[[], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]",
                                              content_type="application/json", content_encoding="utf-8", headers=headers,
                                              properties={"delivery_mode": 2, "reply_to": replies, "correlation_id": task_id})
            channel.basic_publish(message, exchange="", routing_key=queue)
        return replies


def throughput(queue, task, count, *command):
    count = int(count)
    replies = fill(queue, task, count)
    with kombu.Connection(BROKER) as connection:
        channel = connection.channel()
        times = []
        channel.basic_consume(replies, no_ack=True, callback=lambda answer: times.append(time.perf_counter()))
        began = time.perf_counter()
        worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while len(times) < count and time.perf_counter() - began < 300:
                try:
                    connection.drain_events(timeout=5)
                except OSError:
                    if worker.poll() is not None:
                        break
            say({"answers": len(times), "first": times[0] - began if times else None,
                 "rate": (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0})
        finally:
            worker.terminate()
            worker.wait(30)
            channel.queue_purge(queue)


def calls(queue, task, count):
    for _ in range(50):
        app.send_task(task, queue=queue).get(timeout=PATIENCE)
    began = time.perf_counter()
    for _ in range(int(count)):
        app.send_task(task, queue=queue).get(timeout=PATIENCE)
    say({"rate": int(count) / (time.perf_counter() - began)})


if __name__ == "__main__":
    commands = {
        "call": call, "chain": run_chain, "chord": run_chord, "later": later, "group": run_group, "raw": raw, "events": events, "peek": peek, "throughput": throughput, "calls": calls,
        "inspect": lambda method: say(getattr(app.control.inspect(timeout=2), method)()),
        "revoke": lambda task: say(app.control.revoke(task, reply=True, timeout=2)),
        "shutdown": lambda node: app.control.shutdown(destination=[node]),
    }
    commands[sys.argv[1]](*sys.argv[2:])
