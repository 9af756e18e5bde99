using TuiSetup.Consoles;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Tests.Consoles;

public sealed class ConsoleDeviceTests
{
    [Theory]
    [InlineData("tty1", "tty1", "linux")]
    [InlineData("/dev/tty2", "tty2", "linux")]
    [InlineData("ttyS0", "ttyS0", "vt220")]
    [InlineData("ttyS1:xterm", "ttyS1", "xterm")]
    [InlineData("hvc0", "hvc0", "vt220")]
    [InlineData("pts/3", "pts/3", "vt220")]
    public void A_console_is_named_as_the_system_names_it(string given, string name, string term)
        => Assert.Equal(new ConsoleDevice(name, term), ConsoleDevice.Parse(given));

    [Fact]
    public void Who_attaches_is_known_by_name_size_and_terminal()
    {
        var hello = new AttachHello("SSH from 192.0.2.7", new ScreenSize(132, 43), new Dictionary<string, string> { ["TERM"] = "xterm", ["LANG"] = "C.UTF-8" });
        var read = AttachHello.Parse(hello.ToBytes());
        Assert.Equal((hello.Name, hello.Size), (read.Name, read.Size));
        Assert.Equal(hello.Variables, read.Variables);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData(".xterm")]
    [InlineData("x\u0000term")]
    public void What_names_no_terminal_is_refused(string term)
        => Assert.Throws<TerminalException>(() => AttachHello.Parse(new AttachHello("n", new ScreenSize(80, 24), new Dictionary<string, string> { ["TERM"] = term }).ToBytes()));

    [Fact]
    public void A_name_is_shown_without_what_a_terminal_would_obey()
    {
        var hello = new AttachHello("\e[2J" + new string('x', 100), new ScreenSize(0, 0), new Dictionary<string, string> { ["TERM"] = "xterm", ["PATH"] = "/evil" });
        var read = AttachHello.Parse(hello.ToBytes());
        Assert.DoesNotContain('\e', read.Name);
        Assert.Equal(40, read.Name.Length);
        Assert.Equal(new ScreenSize(1, 1), read.Size);
        Assert.DoesNotContain("PATH", read.Variables.Keys);
    }

    [Fact]
    public void Bytes_that_say_nothing_are_refused() => Assert.Throws<TerminalException>(() => AttachHello.Parse([1, 2]));
}
