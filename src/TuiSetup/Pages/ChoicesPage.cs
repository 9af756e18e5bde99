using TuiSetup.Core.Answers;
using TuiSetup.Flow;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>One list to take any of.</summary>
internal sealed class ChoicesPage : IPage
{
    public async Task<PageResult> ShowAsync(WindowUi ui, PageContext context, CancellationToken cancel)
    {
        var field = context.Page.Fields[0];
        var choices = ChoiceRows.Of(context.ChoicesOf(field));
        var selected = FieldAnswers.Present(field, context.Answers, context.Facts).Texts;
        Checklist<string>? list = null;
        using var window = new PageWindow(
            ui,
            context,
            (width, rows) =>
            {
                var (at, on) = (list?.CurrentIndex ?? 0, (list?.Selected ?? selected).ToHashSet(StringComparer.Ordinal));
                var search = ChoiceRows.Search(choices.Count, ref rows, list?.Search);
                list = new Checklist<string>(choices, rows, on.Contains, Math.Min(width, ChoiceRows.Width(choices) + 4)) { Search = search };
                list.MoveTo(at);
                return choices.Count == 0 ? new Label(T("(There is nothing here. Add one, then Back and Next.)")) : Grid.Stacked(0, list).CenterLast();
            },
            _ => field.Help,
            () => list);
        while (true)
        {
            var move = await window.RunAsync(cancel);
            var answers = FieldAnswers.Choose(field, choices.Count > 0 ? list!.Selected : selected, context.Answers);
            if (move != PageMove.Next || Questionnaire.Check(field, answers) is not { } problem)
            {
                return new PageResult(move, answers);
            }

            await ui.TellAsync([problem], cancel);
        }
    }
}
