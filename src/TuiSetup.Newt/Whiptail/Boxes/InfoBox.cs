using TuiSetup.Newt.Text;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text that stays on the screen after the call.</summary>
internal sealed class InfoBox(BoxRequest request) : Box(request)
{
    public override Placement Arrange(BoxSize size)
    {
        var room = size.Rows - 3 - BoxButtons.Height(Request);
        var lines = NewtText.Lines(Request.Text, size.Columns - 2);
        return new Placement(size.Columns, size.Rows)
            .Add(new BoxText(lines, size.Columns - 2, room, size.ScrollText, room), 1, 1);
    }

    public override Task<WhiptailResult> RunAsync(Window window, CancellationToken cancel)
        => Task.FromResult(new WhiptailResult(WhiptailExit.Ok, ""));
}
