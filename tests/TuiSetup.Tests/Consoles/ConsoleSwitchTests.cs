using TuiSetup.Consoles;
using TuiSetup.Newt.Terminal;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Consoles;

public sealed class ConsoleSwitchTests
{
    private const string Waiting = "Press a key to set up this machine.", Begun = "The setup of this machine has begun.";

    private readonly ConsoleSwitch _consoles = new();
    private readonly TestViewer _screen = new("tty1"), _serial = new("ttyS0", 100, 30);
    private readonly byte[] _buffer = new byte[16];

    public ConsoleSwitchTests()
    {
        _consoles.Add(_screen);
        _consoles.Add(_serial);
    }

    [Fact]
    public void Every_console_asks_for_a_key()
    {
        Golden.Check(_screen.Screen.Text + "\n", "console-waiting");
        Assert.True(_serial.Shows(Waiting));
    }

    [Fact]
    public void The_first_key_takes_the_screen_and_is_not_typed_on_it()
    {
        _consoles.Typed(_serial, "\r"u8);
        Assert.Same(_serial, _consoles.WaitForFirst(TestContext.Current.CancellationToken));
        Assert.Equal(0, _consoles.Read(_buffer));
        Assert.Equal(TerminalEvents.Resized, _consoles.Wait(TimeSpan.Zero));
        Assert.Equal(new ScreenSize(100, 30), _consoles.Size);
        Golden.Check(_screen.Screen.Text + "\n", "console-taken");
    }

    [Fact]
    public void Keys_and_output_are_its_owners_alone()
    {
        _consoles.Typed(_serial, "x"u8);
        _consoles.Typed(_screen, "abc"u8);
        _consoles.Typed(_serial, "de"u8);
        Assert.True(_consoles.Wait(null).HasFlag(TerminalEvents.Input));
        Assert.Equal(2, _consoles.Read(_buffer));
        Assert.Equal("de"u8, _buffer.AsSpan(0, 2));

        _consoles.Write("the wizard"u8);
        Assert.True(_serial.Shows("the wizard"));
        Assert.False(_screen.Shows("the wizard"));
    }

    [Fact]
    public void Someone_else_takes_it_over_with_a_key_of_its_own_and_what_was_typed_before_is_forgotten()
    {
        _consoles.Typed(_serial, "x"u8);
        _consoles.Typed(_serial, "half a name"u8);
        _consoles.Typed(_screen, [ConsoleSwitch.TakeOver]);
        Assert.Equal(0, _consoles.Read(_buffer));
        Assert.True(_serial.Shows("This machine is being set up at tty1."));
        Assert.Equal(new ScreenSize(80, 24), _consoles.Size);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_free_when_its_owner_lets_it_go_or_is_gone(bool gone)
    {
        _consoles.Typed(_serial, "x"u8);
        if (gone)
        {
            _consoles.Remove(_serial);
        }
        else
        {
            _consoles.Typed(_serial, [ConsoleSwitch.LetGo]);
            Assert.True(_serial.Shows(Begun));
        }

        Assert.True(_screen.Shows(Begun));
        _consoles.Write("nobody sees this"u8);
        Assert.Equal(new ScreenSize(100, 30), _consoles.Size);
        _consoles.Typed(_screen, "x"u8);
        Assert.False(_screen.Shows(Begun));
        Assert.False(_screen.Shows("nobody"));
    }

    [Fact]
    public void Who_comes_later_is_told_how_things_stand()
    {
        _consoles.Typed(_screen, "x"u8);
        var late = new TestViewer("hvc0", 20, 3);
        _consoles.Add(late);
        Assert.True(late.Shows("This machine is"));
        Assert.DoesNotContain(late.Screen.Text.Split('\n'), line => line.Length > 20);
    }

    [Fact]
    public void Nobody_takes_it_once_it_is_over()
    {
        _consoles.End("The machine is set up.");
        Assert.True(_screen.Shows("The machine is set up."));
        _consoles.Typed(_screen, "x"u8);
        _consoles.Take(_serial);
        _consoles.Write("late"u8);
        Assert.False(_screen.Shows("late") || _serial.Shows("late"));
    }

    [Fact]
    public async Task Waiting_for_the_first_key_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var waiting = Task.Run(() => _consoles.WaitForFirst(source.Token), TestContext.Current.CancellationToken);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
