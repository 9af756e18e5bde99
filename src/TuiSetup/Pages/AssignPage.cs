using TuiSetup.Core.Wizards;
using TuiSetup.Flow;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A list whose entries are given something, each by itself: Enter on one opens what it can be given.</summary>
internal sealed class AssignPage : IPage
{
    /// <summary>What an entry has that was given nothing.</summary>
    public static string Nothing => T("left alone");

    private static string Keys => T("Enter on an entry opens a list of what it can be given; after that the next entry is marked. F12 goes on.");

    public async Task<PageResult> ShowAsync(WindowUi ui, PageContext context, CancellationToken cancel)
    {
        var field = context.Page.Fields[0];
        var (choices, values) = (context.ChoicesOf(field), context.ValuesOf(field));
        var assigned = FieldAnswers.Present(field, context.Answers, context.Facts).Entries.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()!);
        Listbox<string>? list = null;
        var next = 0;
        using var window = new PageWindow(
            ui,
            context with { Page = context.Page with { Text = T($"{context.Page.Text} Enter opens the list.").TrimStart() } },
            (width, rows) =>
            {
                var entries = Rows(choices, values, assigned);
                var search = ChoiceRows.Search(entries.Count, ref rows, list?.Search);
                list = new Listbox<string>(entries, rows, Math.Min(width, ChoiceRows.Width(entries))) { ReturnExit = true, Search = search };
                list.MoveTo(next);
                return choices.Count == 0 ? new Label(T("(There is nothing here. Add one, then Back and Next.)")) : Grid.Stacked(0, list).CenterLast();
            },
            _ => string.Join("\n\n", new[] { field.Help, Keys }.Where(part => part.Length > 0)),
            () => list);
        while (true)
        {
            var move = await window.RunAsync(cancel);
            next = list?.CurrentIndex ?? 0;
            if (move == PageMove.Next && list is not null && window.Pressed == list && choices.Count > 0)
            {
                var entry = choices.First(choice => choice.Value == list.Current);
                if (await GiveAsync(ui, entry, values, assigned, cancel))
                {
                    next = Math.Min(next + 1, choices.Count - 1);
                }

                window.Rearrange();
                continue;
            }

            return new PageResult(move, FieldAnswers.Assign(field, assigned, context.Answers));
        }
    }

    /// <summary>False: the user left the list.</summary>
    private static async Task<bool> GiveAsync(WindowUi ui, Choice entry, IReadOnlyList<Choice> values, Dictionary<string, string> assigned, CancellationToken cancel)
    {
        var width = values.Select(value => TextWidth.Of(value.Label)).DefaultIfEmpty(0).Max();
        List<string> rows = [Nothing, .. values.Select(value => $"{TextWidth.Pad(value.Label, width)}  {value.Detail}".TrimEnd())];
        var present = assigned.GetValueOrDefault(entry.Value) is { } given ? values.ToList().FindIndex(value => value.Value == given) + 1 : 0;
        var chosen = await ui.ChooseAsync(new ListQuestion(entry.Label, entry.Detail, rows, T("Ok"), T("Cancel")) { Start = present }, cancel);
        switch (chosen)
        {
            case null:
                return false;
            case 0:
                assigned.Remove(entry.Value);
                break;
            default:
                assigned[entry.Value] = values[chosen.Value - 1].Value;
                break;
        }

        return true;
    }

    private static List<ListItem<string>> Rows(IReadOnlyList<Choice> choices, IReadOnlyList<Choice> values, Dictionary<string, string> assigned)
        => ChoiceRows.Of([.. choices.Select(choice => choice with { Detail = $"{TextWidth.Pad(Given(choice, values, assigned), 18)}{choice.Detail}" })]);

    private static string Given(Choice choice, IReadOnlyList<Choice> values, Dictionary<string, string> assigned)
        => assigned.GetValueOrDefault(choice.Value) is { } given ? values.FirstOrDefault(value => value.Value == given)?.Label ?? given : Nothing;
}
