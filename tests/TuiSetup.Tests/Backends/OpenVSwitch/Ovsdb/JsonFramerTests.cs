using System.Text;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

public sealed class JsonFramerTests
{
    private static readonly string[] Messages =
    [
        """{"id":1,"result":["set",[["uuid","x"]]],"error":null}""",
        """{"text":"}{][ \" \\"}""",
        """[[],{"a":{}}]""",
        """{"u":"\u4e2d 中 \\\""}""",
    ];

    [Fact]
    public void Messages_split_at_every_byte_come_out_whole()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Messages));
        for (var at = 0; at <= bytes.Length; at++)
        {
            var framer = new JsonFramer(1 << 20);
            Assert.Equal(Messages, Feed(framer, bytes[..at]).Concat(Feed(framer, bytes[at..])));
        }
    }

    [Fact]
    public void Messages_that_come_byte_by_byte_come_out_whole()
    {
        var framer = new JsonFramer(1 << 20);

        Assert.Equal(Messages, Encoding.UTF8.GetBytes(string.Join("\r\n\t ", Messages)).SelectMany(value => Feed(framer, [value])).Select(text => text.Trim()));
    }

    [Fact]
    public void A_large_message_grows_the_room()
    {
        var large = "{\"a\":\"" + new string('x', 100_000) + "\"}";

        Assert.Equal([large, "{}"], Feed(new JsonFramer(1 << 20), Encoding.UTF8.GetBytes(large + "{}")));
    }

    [Fact]
    public void A_message_that_is_too_large_is_refused()
    {
        var framer = new JsonFramer(1024 * 1024);

        var refused = Assert.Throws<InvalidDataException>(() => Feed(framer, Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 1024 * 1024))));

        Assert.Equal("a message is larger than 1 MiB", refused.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("\"text\"")]
    [InlineData("}")]
    [InlineData("{}]")]
    [InlineData("{}x")]
    [InlineData("\u0016\u0003\u0001")]
    public void What_is_no_json_is_refused(string text)
        => Assert.Throws<InvalidDataException>(() => Feed(new JsonFramer(1 << 20), Encoding.UTF8.GetBytes(text)));

    private static List<string> Feed(JsonFramer framer, byte[] bytes)
    {
        var messages = new List<string>();
        while (true)
        {
            while (framer.TryTake(out var message))
            {
                messages.Add(Encoding.UTF8.GetString(message));
            }

            if (bytes.Length == 0)
            {
                return messages;
            }

            var room = framer.Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes.AsMemory(0, count).CopyTo(room);
            framer.Added(count);
            bytes = bytes[count..];
        }
    }
}
