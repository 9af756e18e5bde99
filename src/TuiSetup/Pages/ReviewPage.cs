using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>What will be done: each object's before and after, to scroll through. Nothing has been changed yet.</summary>
internal sealed class ReviewPage(NewtScreen screen)
{
    /// <summary>Help that holds wherever a plan is shown.</summary>
    internal static string Signs => T("Each object is shown as it is and as it will be: + is new, - goes away, ~ changes, = stays.");

    public async Task<PageMove> ShowAsync(Plan plan, IReadOnlyList<Problem> warnings, string title, string picture, CancellationToken cancel)
    {
        var draw = new Button(T("Picture"));
        var (apply, back, leave) = (new Button(plan.ChangesNothing ? T("Ok") : T("Apply")), new Button(T("Back")), new Button(T("Cancel")));
        var text = Describe(plan, warnings);
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size => Grid.Stacked(
                1,
                new Textbox(text, PageMetrics.Width(size), PageMetrics.Rows(size) - 2),
                Grid.SideBySide(picture.Length > 0 ? 2 : 4, [apply, back, .. plan.ChangesNothing ? (Button[])[] : [leave], .. picture.Length > 0 ? (Button[])[draw] : []])).CenterLast(),
            HotKeys = [KeyCode.Escape],
            Help = _ => T($"{Signs} Up, Down and Page keys scroll; Tab goes to the buttons."),
        });
        window.Focus(apply);
        var exit = await window.RunAsync(cancel);
        for (; exit.Widget == draw; exit = await window.RunAsync(cancel))
        {
            await PlanPicture.ShowAsync(screen, picture, cancel);
        }

        return exit.Widget == back ? PageMove.Back : exit.Widget == apply ? PageMove.Next : PageMove.Leave;
    }

    internal static string Describe(Plan plan, IReadOnlyList<Problem> warnings)
    {
        var notes = string.Concat(warnings.Select(problem => $"! {problem.Message} {problem.Remedy}\n\n"));
        var intro = plan.ChangesNothing ? T("Nothing to do: everything is already as it should be.\n\n") : "";
        return notes + intro + PlanText.Of(plan).TrimEnd();
    }
}
