using System.Buffers.Binary;
using System.Text;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Tests.Newt.Terminal;

public sealed class TerminfoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terminfo").FullName;

    [Theory]
    [InlineData("xterm-256color", 256, true)]
    [InlineData("linux", 8, true)]
    [InlineData("screen-256color", 256, false)]
    [InlineData("vt100", -1, false)]
    public void The_entries_of_this_machine_are_read(string name, int colors, bool backColorErase)
    {
        var entry = Terminfo.Find(name, _ => null);

        Assert.NotNull(entry);
        Assert.Equal(colors, entry.Number(TerminfoNumber.MaxColors));
        Assert.Equal(backColorErase, entry.Flag(TerminfoFlag.BackColorErase));
        Assert.True(entry.Flag(TerminfoFlag.AutoRightMargin));
        Assert.True(entry.Flag(TerminfoFlag.EatNewlineGlitch));
        Assert.StartsWith("\e[%i%p1%d;%p2%dH", entry.Text(TerminfoString.CursorAddress), StringComparison.Ordinal);
    }

    [Fact]
    public void The_strings_of_an_xterm_are_the_ones_that_infocmp_shows()
    {
        var entry = Terminfo.Find("xterm-256color", _ => null)!;

        Assert.StartsWith("\e[?1049h", entry.Text(TerminfoString.EnterCaMode), StringComparison.Ordinal);
        Assert.StartsWith("\e[?1049l", entry.Text(TerminfoString.ExitCaMode), StringComparison.Ordinal);
        Assert.Equal("\e[?25l", entry.Text(TerminfoString.CursorInvisible));
        Assert.Equal("\e(0", entry.Text(TerminfoString.EnterAlternateCharset));
        Assert.Equal("\e(B", entry.Text(TerminfoString.ExitAlternateCharset));
        Assert.Contains("qq", entry.Text(TerminfoString.AlternateCharset), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dumb_terminal_has_no_cursor_addressing()
    {
        var entry = Terminfo.Find("dumb", _ => null)!;

        Assert.Null(entry.Text(TerminfoString.CursorAddress));
        Assert.Null(entry.Text(TerminfoString.EnableAlternateCharset));
        Assert.Equal(-1, entry.Number(TerminfoNumber.MaxColors));
        Assert.False(entry.Flag(TerminfoFlag.BackColorErase));
    }

    [Theory]
    [InlineData("no-such-terminal")]
    [InlineData("../../etc/passwd")]
    [InlineData("x/xterm")]
    [InlineData(".hidden")]
    public void A_name_that_is_none_finds_nothing(string name) => Assert.Null(Terminfo.Find(name, _ => null));

    [Fact]
    public void TERMINFO_comes_before_the_home_folder_and_the_home_folder_before_the_system()
    {
        var home = Path.Combine(_folder, "home");
        Write(Path.Combine(home, ".terminfo"), "linux", Entry(colors: 16));
        Assert.Equal(16, Terminfo.Find("linux", name => name == "HOME" ? home : null)!.Number(TerminfoNumber.MaxColors));

        Write(Path.Combine(_folder, "own"), "linux", Entry(colors: 88));
        var own = Terminfo.Find("linux", name => name switch { "HOME" => home, "TERMINFO" => Path.Combine(_folder, "own"), _ => null });
        Assert.Equal(88, own!.Number(TerminfoNumber.MaxColors));
    }

    [Fact]
    public void Numbers_of_32_bits_are_read()
    {
        Write(_folder, "wide", Entry(colors: 0x1000000, wide: true));
        var entry = Find("wide")!;

        Assert.Equal(0x1000000, entry.Number(TerminfoNumber.MaxColors));
        Assert.Equal("\e[H", entry.Text(TerminfoString.CursorAddress));
    }

    [Fact]
    public void What_an_entry_is_too_short_for_is_absent()
    {
        Write(_folder, "short", Header(0x011A, 2, 0, 0, 0, 0).Concat(new byte[2]).ToArray());
        var entry = Find("short")!;

        Assert.False(entry.Flag(TerminfoFlag.AutoRightMargin));
        Assert.Equal(-1, entry.Number(TerminfoNumber.MaxColors));
        Assert.Null(entry.Text(TerminfoString.CursorAddress));
    }

    [Fact]
    public void A_damaged_entry_in_the_users_folder_gives_way_to_the_systems()
    {
        foreach (var damaged in new byte[][] { [], [1], Encoding.ASCII.GetBytes("this is no terminfo entry"), Header(0x011A, 2, 5000, 10, 10, 10) })
        {
            Write(_folder, "linux", damaged);
            Assert.Equal(8, Find("linux")!.Number(TerminfoNumber.MaxColors));
        }
    }

    [Fact]
    public void However_an_entry_is_damaged_reading_it_does_not_fail()
    {
        var good = File.ReadAllBytes("/lib/terminfo/l/linux");
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = good[..random.Next(round % 2 == 0 ? good.Length : 0, good.Length + 1)].ToArray();
            for (var damage = random.Next(1, 8); damage > 0 && bytes.Length > 0; damage--)
            {
                bytes[random.Next(random.Next(2) == 0 ? Math.Min(12, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
            }

            Write(_folder, "damaged", bytes);
            if (Find("damaged") is { } entry)
            {
                Array.ForEach(Enum.GetValues<TerminfoFlag>(), flag => entry.Flag(flag));
                Array.ForEach(Enum.GetValues<TerminfoNumber>(), number => entry.Number(number));
                Array.ForEach(Enum.GetValues<TerminfoString>(), text => entry.Text(text));
            }
        }
    }

    [Theory]
    [InlineData("vt100")]
    [InlineData("vt220")]
    [InlineData("linux")]
    [InlineData("ansi")]
    [InlineData("xterm")]
    [InlineData("xterm-256color")]
    [InlineData("screen")]
    [InlineData("screen-256color")]
    [InlineData("tmux-256color")]
    [InlineData("rxvt")]
    public void The_built_in_entries_promise_nothing_that_the_database_does_not(string name)
    {
        var (own, real) = (BuiltInTerminfo.Find(name)!, Terminfo.Find(name, _ => null)!);

        Assert.Equal(real.Number(TerminfoNumber.MaxColors), own.Number(TerminfoNumber.MaxColors));
        Assert.Equal(real.Flag(TerminfoFlag.BackColorErase), own.Flag(TerminfoFlag.BackColorErase));
        Assert.Equal(IsLastCellSafe(real), IsLastCellSafe(own));
        Assert.Equal("\e[%i%p1%d;%p2%dH", own.Text(TerminfoString.CursorAddress));
        Assert.Equal(TerminalControls.None, ControlReader.Read(own) & ~ControlReader.Read(real));
    }

    [Fact]
    public void An_unknown_terminal_is_not_built_in() => Assert.Null(BuiltInTerminfo.Find("dumb"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsLastCellSafe(ITerminfo entry) => !entry.Flag(TerminfoFlag.AutoRightMargin) || entry.Flag(TerminfoFlag.EatNewlineGlitch);

    private static byte[] Header(params short[] values)
    {
        var header = new byte[12];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(index * 2), values[index]);
        }

        return header;
    }

    /// <summary>An entry of the name "t", three flags, 14 numbers of which the last is the colours, and cup.</summary>
    private static byte[] Entry(int colors, bool wide = false)
    {
        var (size, numbers, strings) = (wide ? 4 : 2, 14, 11);
        var bytes = new List<byte>(Header((short)(wide ? 0x021E : 0x011A), 2, 3, (short)numbers, (short)strings, 4));
        bytes.AddRange("t\0"u8);
        bytes.AddRange([0, 1, 0, 0]);
        for (var index = 0; index < numbers; index++)
        {
            var value = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(value, index == 13 ? colors : -1);
            bytes.AddRange(value[..size]);
        }

        for (var index = 0; index < strings; index++)
        {
            bytes.AddRange(index == 10 ? (byte[])[0, 0] : [0xFF, 0xFF]);
        }

        bytes.AddRange("\e[H\0"u8);
        return [.. bytes];
    }

    private static void Write(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, name[..1]));
        File.WriteAllBytes(Path.Combine(folder, name[..1], name), bytes);
    }

    private Terminfo? Find(string name) => Terminfo.Find(name, variable => variable == "TERMINFO" ? _folder : null);
}
