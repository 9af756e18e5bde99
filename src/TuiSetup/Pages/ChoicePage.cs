using TuiSetup.Core.Answers;
using TuiSetup.Flow;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>One list to take one of.</summary>
internal sealed class ChoicePage : IPage
{
    public async Task<PageResult> ShowAsync(WindowUi ui, PageContext context, CancellationToken cancel)
    {
        var field = context.Page.Fields[0];
        var choices = ChoiceRows.Of(context.ChoicesOf(field));
        if (!field.Required)
        {
            choices.Insert(0, new ListItem<string>("", T("(none)")));
        }

        var chosen = FieldAnswers.Present(field, context.Answers, context.Facts).AsText;
        Listbox<string>? list = null;
        using var window = new PageWindow(
            ui,
            context,
            (width, rows) =>
            {
                // The list's height depends on the screen; the mark stays where it was.
                var at = list?.CurrentIndex ?? Math.Max(0, choices.FindIndex(choice => choice.Value == chosen));
                var search = ChoiceRows.Search(choices.Count, ref rows, list?.Search);
                list = new Listbox<string>(choices, rows, Math.Min(width, ChoiceRows.Width(choices))) { ReturnExit = true, Search = search };
                list.MoveTo(at);
                return choices.Count == 0 ? new Label(T("(There is nothing here. Add one, then Back and Next.)")) : Grid.Stacked(0, list).CenterLast();
            },
            _ => field.Help,
            () => list);
        while (true)
        {
            var move = await window.RunAsync(cancel);
            var answers = FieldAnswers.Choose(field, choices.Count > 0 ? list?.Current : null, context.Answers);
            if (move != PageMove.Next || Questionnaire.Check(field, answers) is not { } problem)
            {
                return new PageResult(move, answers);
            }

            await ui.TellAsync([problem], cancel);
        }
    }
}
