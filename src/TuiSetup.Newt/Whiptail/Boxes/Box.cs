using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>One kind of box: how it is laid out, and what its end says.</summary>
internal abstract class Box(BoxRequest request)
{
    public BoxRequest Request { get; } = request;

    /// <summary>Places the widgets in a box of the given size. Called again when the size changes: what was typed stays.</summary>
    public abstract Placement Arrange(BoxSize size);

    /// <summary>What has the focus first; null is the first widget that takes it.</summary>
    public virtual Widget? First => null;

    /// <summary>What the user chose, when the box ends with OK.</summary>
    protected virtual BoxAnswer Answer => BoxAnswer.Nothing;

    /// <summary>Null when there are none.</summary>
    protected virtual BoxButtons? Buttons => null;

    /// <summary>What can be typed in, in the order of the answer.</summary>
    protected virtual IReadOnlyList<TypedField> Fields => [];

    /// <summary>Shows the box until it is answered. An answer that does not match is told so, and the box goes on.</summary>
    public virtual async Task<WhiptailResult> RunAsync(NewtScreen screen, Window window, CancellationToken cancel)
    {
        while (true)
        {
            var end = EndOf(await window.RunAsync(cancel), window);
            if (end != BoxEnd.Ok || Mismatch.FirstOf(Fields, Request.Options) is not { } mismatch)
            {
                return new WhiptailResult(end, CodeOf(end), end == BoxEnd.Ok ? Answer : BoxAnswer.Nothing);
            }

            await BoxWindow.TellAsync(screen, Request.Options.Title ?? "", mismatch.Message, cancel);
            window.Focus(mismatch.Field.Widget);
        }
    }

    /// <summary>The box as it stands, to be shown so again. Passwords begin anew.</summary>
    /// <param name="end">What ended it.</param>
    public virtual BoxRequest Resume(BoxEnd end) => Request;

    public static Box For(BoxRequest request) => request.Kind switch
    {
        BoxKind.Input or BoxKind.Password => new InputBox(request),
        BoxKind.Menu => new MenuBox(request),
        BoxKind.Checklist or BoxKind.Radiolist => new ChecksBox(request),
        BoxKind.Form or BoxKind.MixedForm or BoxKind.PasswordForm => new FormBox(request),
        BoxKind.Tree => new TreeBox(request),
        BoxKind.Gauge => new GaugeBox(request),
        BoxKind.Info => new InfoBox(request),
        _ => new MessageBox(request),
    };

    /// <summary>F12 does what Enter does on a button, and takes everything else for OK.</summary>
    private BoxEnd EndOf(FormExit exit, Window window)
    {
        if (exit.Reason == ExitReason.Error)
        {
            throw new OperationCanceledException(T("The terminal is gone."));
        }

        if (exit.IsKey(KeyCode.Escape))
        {
            return BoxEnd.Escape;
        }

        return (exit.Widget ?? window.Focused) is { } chosen ? Buttons?.EndOf(chosen) ?? BoxEnd.Ok : BoxEnd.Ok;
    }

    private int CodeOf(BoxEnd end) => end switch
    {
        BoxEnd.Escape => Request.Options.NoCancel ? WhiptailExit.Cancel : WhiptailExit.Error,
        BoxEnd.Cancel => WhiptailExit.Cancel,
        BoxEnd.Back => WhiptailExit.Back,
        _ => WhiptailExit.Ok,
    };
}
