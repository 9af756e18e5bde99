using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;

namespace TuiSetup.Tests.Newt.Keys;

public sealed class InputReaderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedTerminal _terminal;
    private readonly InputReader _reader;
    private readonly List<Key> _keys = [];

    public InputReaderTests()
    {
        _terminal = new ScriptedTerminal(80, 24, ScriptedTerminal.Xterm with { EscapeDelay = TimeSpan.FromMilliseconds(300) });
        _reader = new InputReader(_terminal, _time);
    }

    [Fact]
    public void A_lone_ESC_becomes_Esc_after_the_escape_delay_and_not_before()
    {
        Type("\e"u8);
        Assert.Equal(TimeSpan.FromMilliseconds(300), _reader.Pending);

        _time.Advance(TimeSpan.FromMilliseconds(299));
        _reader.Read(_keys.Add);
        Assert.Empty(_keys);
        Assert.Equal(TimeSpan.FromMilliseconds(1), _reader.Pending);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        _reader.Read(_keys.Add);
        Assert.Equal([KeyCode.Escape], _keys);
        Assert.Null(_reader.Pending);
    }

    [Fact]
    public void An_arrow_split_by_a_slow_line_is_no_Esc()
    {
        foreach (var part in new[] { "\e"u8.ToArray(), "["u8.ToArray(), "B"u8.ToArray() })
        {
            Type(part);
            _time.Advance(TimeSpan.FromMilliseconds(299));
            _reader.Read(_keys.Add);
        }

        Assert.Equal([KeyCode.Down], _keys);
    }

    [Fact]
    public void Nothing_is_pending_without_an_ESC()
    {
        Type("a"u8);
        Assert.Null(_reader.Pending);
        Assert.Equal([Key.Of('a')], _keys);
    }

    [Fact]
    public void Dropping_forgets_what_was_typed()
    {
        _terminal.TypeAsync("abc"u8);
        _reader.Drop();
        Type("d"u8);

        Assert.Equal([Key.Of('d')], _keys);
    }

    [Fact]
    public void Dropping_forgets_an_ESC_that_was_read_before_the_rest_of_its_key()
    {
        Type("\e"u8);
        _terminal.TypeAsync("[B"u8);
        _reader.Drop();
        _time.Advance(TimeSpan.FromSeconds(1));
        _reader.Read(_keys.Add);

        Assert.Empty(_keys);
    }

    [Fact]
    public void The_end_of_a_key_whose_start_was_dropped_is_no_text()
    {
        _terminal.TypeAsync("\e["u8);
        _reader.Drop();
        Type("Bx"u8);

        Assert.Equal([Key.Of('x')], _keys);
    }

    [Fact]
    public void A_terminal_that_hung_up_is_gone()
    {
        Assert.False(_reader.IsGone);
        _terminal.HangUp();
        _reader.Read(_keys.Add);
        Assert.True(_reader.IsGone);
    }

    public void Dispose() => _terminal.Dispose();

    private void Type(ReadOnlySpan<byte> bytes)
    {
        _terminal.TypeAsync(bytes);
        _reader.Read(_keys.Add);
    }
}
