using System.IO.Compression;
using System.Text;
using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Tests.Backends.Fleet;

/// <summary>Message protocol 2, as Celery writes and reads it.</summary>
public sealed class TaskMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 45, 34, TimeSpan.Zero);

    [Fact]
    public void What_is_written_is_read_again()
    {
        var chain = Embed.None with { Chain = [Signature.Read(JToken.Parse("""{"task": "last", "args": [1], "kwargs": {"a": 2}, "options": {"task_id": "id-last", "queue": "q", "priority": 3}, "immutable": true}"""))] };
        var message = TaskMessage.Create("id-1", "lab.add", new TaskBody([2, "drei"], new JObject { ["x"] = null }, chain)) with
        {
            Eta = Now.AddMicroseconds(974_890),
            Expires = Now.AddSeconds(30),
            HardLimit = 20,
            SoftLimit = 1.5,
            Retries = 2,
            ReplyTo = "replies",
            Group = "g",
            GroupIndex = 3,
            ParentId = "parent",
        };
        var properties = TaskWriter.Properties(message, Now);

        Assert.Equal("2026-11-22T18:45:34.974890+00:00", properties.Headers!["eta"]);
        Assert.Equal("30000", properties.Expiration);
        Assert.Equal([20, 1.5], (List<object?>)properties.Headers["timelimit"]!);
        var read = TaskReader.Read(properties, message.Content.Span);
        Assert.Equal(message.Body.ToBytes(), read.Body.ToBytes());
        Assert.Equal(
            (message.Id, message.Task, message.Eta, message.Expires, message.HardLimit, message.SoftLimit, message.Retries, message.ReplyTo, message.Group, message.GroupIndex, message.ParentId),
            (read.Id, read.Task, read.Eta, read.Expires, read.HardLimit, read.SoftLimit, read.Retries, read.ReplyTo, read.Group, read.GroupIndex, read.ParentId));
    }

    [Fact]
    public void Headers_as_they_come_over_the_wire_are_bytes_and_every_size_of_number()
    {
        var read = TaskReader.Read(Wire(("retries", (byte)1), ("eta", Bytes("2026-11-22T18:45:34")), ("timelimit", new List<object?> { 20L, null }), ("more", Bytes("kept"))), Body("[[], {}, null]"));
        Assert.Equal((1, Now, 20.0, null), (read.Retries, read.Eta, read.HardLimit, read.SoftLimit));
        Assert.Equal("kept", HeaderTable.AsText(read.OtherHeaders["more"]));
    }

    [Fact]
    public void A_chain_among_what_follows_begins_with_its_first_step_and_keeps_the_rest_as_a_stack()
    {
        var chain = Signature.Read(JToken.Parse("""
            {"task": "celery.chain", "args": [], "options": {"link": [{"task": "after"}]}, "subtask_type": "chain",
             "kwargs": {"tasks": [{"task": "one"}, {"task": "two", "options": {"priority": 3}}, {"task": "three"}]}}
            """));
        var first = chain.First();
        Assert.Equal("one", first.Task);
        Assert.Equal(["three", "two"], first.Embed.Chain.Select(step => step.Task));
        Assert.Equal("after", (string?)first.Embed.Chain[0].ToJson().SelectToken("options.link[0].task"));
        Assert.Equal(3, (int?)first.Embed.Chain[1].ToJson().SelectToken("options.priority"));
    }

    [Theory]
    [InlineData("""{"exc_type": "ValueError", "exc_message": ["no"]}""", "ValueError('no')")]
    [InlineData("""{"exc_type": "PlanError", "exc_message": [42, "it's", null, true, {"a": [1.5]}]}""", """PlanError(42, "it's", None, True, {'a': [1.5]})""")]
    [InlineData("""{"exc_type": "OSError", "exc_message": "a\nb"}""", """OSError('a\nb')""")]
    public void A_failure_is_told_in_Pythons_words(string failure, string words) => Assert.Equal(words, PythonText.OfException(JToken.Parse(failure)));

    [Theory]
    [InlineData("[[], {}]", "its body is not [args, kwargs, embed]")]
    [InlineData("[{}, {}, {}]", "its arguments are not a list")]
    [InlineData("[[], [], {}]", "its named arguments are not an object")]
    [InlineData("[[], {}, 7]", "what follows the task is not an object")]
    [InlineData("[[], {}, {\"chain\": [{}]}]", "a task that follows has no name")]
    [InlineData("[[], {}, {}] x", "its body is not JSON at line 1")]
    [InlineData("nonsense", "its body is not JSON")]
    public void A_body_of_another_form_is_refused(string body, string reason)
        => Assert.Contains(reason, Assert.Throws<MessageException>(() => TaskReader.Read(Wire(), Body(body))).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_but_json_is_taken()
    {
        var pickled = Wire();
        pickled.ContentType = "application/x-python-serialize";
        Assert.Throws<MessageException>(() => TaskReader.Read(pickled, [0x80, 0x04]));
        Assert.Throws<MessageException>(() => TaskReader.Read(Wire(("compression", Bytes("application/x-bz2"))), Body("[[], {}, {}]")));
        Assert.Throws<MessageException>(() => TaskReader.Read(Wire(), [0x22, 0xff, 0x22]));
        Assert.Throws<MessageException>(() => TaskReader.Read(Wire(), new byte[TaskReader.MaxBody + 1]));
    }

    [Fact]
    public void What_celery_calls_gzip_is_zlib()
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Compress))
        {
            zlib.Write(Body("""[["a"], {}, {}]"""));
        }

        Assert.Equal("a", (string?)TaskReader.Read(Wire(("compression", Bytes("application/x-gzip"))), packed.ToArray()).Body.Args[0]);
        Assert.Throws<MessageException>(() => TaskReader.Read(Wire(("compression", Bytes("application/x-gzip"))), Body("plain")));
    }

    [Fact]
    public void Values_that_newer_senders_wrap_are_unwrapped()
    {
        var body = TaskBody.Parse(Body("""[[{"__type__": "uuid", "__value__": "0a"}], {"at": [{"__type__": "datetime", "__value__": "2026"}]}, {}]"""));
        Assert.Equal(("0a", "2026"), ((string?)body.Args[0], (string?)body.Kwargs["at"]![0]));
    }

    [Fact]
    public void A_result_is_what_celery_expects_and_tells_itself_in_a_line()
    {
        var failure = new TaskResult("id", TaskState.Failure, TaskResult.Exception("PlanError", "lab", "no bridge", 42)) { Children = ["child"] };
        Assert.Equal(
            """{"task_id":"id","status":"FAILURE","result":{"exc_type":"PlanError","exc_message":["no bridge",42],"exc_module":"lab"},"traceback":null,"children":[[["child",null],null]]}""",
            Encoding.UTF8.GetString(failure.ToBytes()));
        Assert.Equal("PlanError: no bridge", TaskResult.Parse(failure.ToBytes()).Text);
        Assert.Equal("5", TaskResult.Parse(Body("""{"task_id": "id", "status": "SUCCESS", "result": 5}""")).Text);
        Assert.Throws<MessageException>(() => TaskResult.Parse(Body("[]")));
    }

    [Fact]
    public void Events_tell_the_names_of_arguments_and_never_their_values()
        => Assert.Equal("{'plan': ..., 'password': ...}", new TaskBody([], new JObject { ["plan"] = "p", ["password"] = "hunter2" }, Embed.None).KwargsRepr);

    private static BasicProperties Wire(params (string Name, object? Value)[] more)
    {
        var headers = new Dictionary<string, object?> { ["task"] = Bytes("lab.add"), ["id"] = Bytes("id-1") };
        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        return new BasicProperties { ContentType = "application/json", Headers = headers };
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Body(string text) => Encoding.UTF8.GetBytes(text);
}
