using TuiSetup.Newt.Dumps;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Themes;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Dumps;

public sealed class ScreenDumpTests
{
    [Fact]
    public void Looks_stand_before_the_text_that_has_them_and_a_bar_ends_a_row()
    {
        var frame = new Frame(6, 4) { CursorColumn = 2, CursorRow = 1, CursorVisible = true };
        Put(frame, 0, 0, "a", new Style(15, 4));
        Put(frame, 0, 1, "{", new Style(15, 4));
        Put(frame, 0, 2, "中", new Style(-1, 200, Bold: true, Underline: true, Reverse: true));
        Put(frame, 0, 3, "", new Style(-1, 200, Bold: true, Underline: true, Reverse: true));
        Put(frame, 2, 5, " ", new Style(-1, 4));
        Put(frame, 3, 0, "e\u0301", Style.Plain);

        Assert.Equal("6x4 cursor 2,3 shown\n{15/4}a{{{-/200bur}中|\n\n     {-/4} |\ne\u0301|\n", FrameText.Of(frame));
    }

    [Fact]
    public async Task The_file_is_the_old_one_or_the_new_one_and_a_link_stays_a_link()
    {
        using var folder = new TempFolder();
        var file = folder.Write("screen.txt", "old");
        File.CreateSymbolicLink(folder["link"], file);
        using var harness = new ScreenHarness(async screen =>
        {
            screen.DrawRootText(0, 0, "Hello");
            Assert.False(ScreenDump.Write(screen, folder["nothing"]));
            screen.Refresh();
            Assert.True(ScreenDump.Write(screen, folder["link"]));
            Assert.True(ScreenDump.Write(screen, folder["new.txt"]));
            Assert.True(ScreenDump.Write(screen, "/dev/null"));
            await Task.CompletedTask;
        });
        await harness.Program;

        Assert.StartsWith("80x24 cursor 24,1 hidden\n{7/4}Hello{15/4}  ", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(harness.Styled, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(harness.Styled, await File.ReadAllTextAsync(folder["new.txt"], TestContext.Current.CancellationToken));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    private static void Put(Frame frame, int row, int column, string grapheme, Style style) => frame[row, column] = new Cell(grapheme, style);
}
