using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>One kind of box: how it is laid out, and what its end says.</summary>
internal abstract class Box(BoxRequest request)
{
    protected BoxRequest Request { get; } = request;

    /// <summary>Places the widgets in a box of the given size. Called again when the size changes: what was typed stays.</summary>
    public abstract Placement Arrange(BoxSize size);

    /// <summary>What has the focus first; null is the first widget that takes it.</summary>
    public virtual Widget? First => null;

    /// <summary>What the user chose, when the box ends with OK.</summary>
    protected virtual string Answer => "";

    /// <summary>The button that says no; null when there is none.</summary>
    protected virtual Widget? No => null;

    /// <summary>Shows the box until it is answered.</summary>
    public virtual async Task<WhiptailResult> RunAsync(Window window, CancellationToken cancel)
    {
        var exit = await window.RunAsync(cancel);
        if (exit.IsKey(KeyCode.Escape))
        {
            return new WhiptailResult(Request.Options.NoCancel ? WhiptailExit.Cancel : WhiptailExit.Error, "");
        }

        // F12 does what Enter does on a button, and takes everything else for OK.
        var chosen = exit.Widget ?? window.Focused;
        return chosen is not null && chosen == No ? new WhiptailResult(WhiptailExit.Cancel, "") : new WhiptailResult(WhiptailExit.Ok, Answer);
    }

    public static Box For(BoxRequest request) => request.Kind switch
    {
        BoxKind.Input or BoxKind.Password => new InputBox(request),
        BoxKind.Menu => new MenuBox(request),
        BoxKind.Checklist or BoxKind.Radiolist => new ChecksBox(request),
        BoxKind.Gauge => new GaugeBox(request),
        BoxKind.Info => new InfoBox(request),
        _ => new MessageBox(request),
    };
}
