using TuiSetup.Core.Apply;
using TuiSetup.Core.Reports;

namespace TuiSetup.Pages;

/// <summary>What happens in a run, each event as a line.</summary>
internal static class ProgressText
{
    /// <summary>Said when the user stops a run.</summary>
    public static string Stopping => T("Stopping: what is in hand is finished, then undone.");

    /// <summary>Null: the event is told otherwise.</summary>
    public static string? Of(ApplyEvent happened) => happened switch
    {
        ApplyEvent.Started started => $"{(started.Undoing ? T("Undoing") : T("Applying"))} {started.Step.ShownTarget}",
        ApplyEvent.Progress progress => $"  {progress.Message}",
        ApplyEvent.Finished finished => $"  {finished.Step.ShownTarget}: {StateWords.Of(finished.Result)}",
        ApplyEvent.Trouble trouble => $"! {trouble.Message}",
        ApplyEvent.Asking asking => T($"Waiting up to {asking.Window.TotalSeconds:0} seconds for word that it can stay"),
        _ => null,
    };
}
