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

    /// <summary>With a time limit it is a pause; it has no keys that could end it before.</summary>
    public override async Task<WhiptailResult> RunAsync(NewtScreen screen, Window window, CancellationToken cancel)
    {
        if (Request.Options.Timeout is { } pause)
        {
            await Task.Delay(pause, screen.Time, cancel);
        }

        return WhiptailResult.Shown;
    }
}
