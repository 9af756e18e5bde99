using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>Fields below each other; those that depend on others of the page come and go as one types. Without fields it is a text.</summary>
internal sealed class FormPage : IPage
{
    /// <summary>Where less is left beside a label, it stands above.</summary>
    private const int MinimumEntry = 20;

    public async Task<PageResult> ShowAsync(WindowUi ui, PageContext context, CancellationToken cancel)
    {
        var editors = context.Page.Fields.Select(field => FieldEditor.Create(field, context)).ToList();
        var answers = context.Answers;
        var asked = AskedNow(Asked(editors, answers));
        using var window = new PageWindow(
            ui,
            context,
            (width, rows) => asked.Count == 0 ? null : new Panel(Lay(asked, width), rows),
            widget => editors.Find(editor => editor.Widget == widget)?.Field.Help,
            () => asked.Count > 0 ? asked[0].Widget : null);
        foreach (var editor in editors)
        {
            editor.Widget.Changed += () =>
            {
                var now = AskedNow(asked);
                if (!now.SequenceEqual(asked))
                {
                    asked = now;
                    window.Rearrange();
                }
            };
        }

        // What stands in the fields decides, whether the user typed it or it stood there.
        List<FieldEditor> AskedNow(List<FieldEditor> shown)
        {
            var now = context.Answers;
            ReadAll(shown, ref now, []);
            return Asked(editors, now);
        }

        while (true)
        {
            var move = await window.RunAsync(cancel);
            var problems = ReadAll(asked, ref answers, context.Drafts);
            if (move == PageMove.Next)
            {
                problems.AddRange(asked.Where(editor => problems.All(problem => problem.Field != editor.Field.Id))
                    .Select(editor => Questionnaire.Check(editor.Field, answers)).OfType<Problem>());
            }

            if (move != PageMove.Next || problems.Count == 0)
            {
                return new PageResult(move, answers);
            }

            await ui.TellAsync(problems, cancel);
            window.Focus(asked.First(editor => editor.Field.Id == problems[0].Field).Widget);
        }
    }

    private static List<FieldEditor> Asked(List<FieldEditor> editors, AnswerSheet answers)
        => [.. editors.Where(editor => Questionnaire.IsAsked(editor.Field, answers))];

    private static List<Problem> ReadAll(List<FieldEditor> editors, ref AnswerSheet answers, Dictionary<string, string> drafts)
    {
        var problems = new List<Problem>();
        foreach (var editor in editors)
        {
            if (!editor.TryRead(ref answers, drafts, out var reason))
            {
                problems.Add(Problem.Error(editor.Field.Id, $"{editor.Field.Label}: {reason}"));
            }
        }

        return problems;
    }

    /// <summary>Labels beside their widgets, or above them where there is no room.</summary>
    private static Grid Lay(List<FieldEditor> editors, int width)
    {
        var label = editors.Where(editor => !editor.IsLabelled).Select(editor => TextWidth.Of(editor.Field.Label) + 2).DefaultIfEmpty(0).Max();
        var beside = label + MinimumEntry <= width;
        editors.ForEach(editor => editor.Fit(beside ? width - label : width));
        var rows = new List<ILayoutItem>();
        foreach (var editor in editors)
        {
            if (editor.IsLabelled)
            {
                rows.Add(editor.Widget);
            }
            else if (beside)
            {
                rows.Add(Grid.SideBySide(0, new Label(editor.Field.Label, label), editor.Widget));
            }
            else
            {
                rows.Add(Grid.Stacked(0, new Label(editor.Field.Label), editor.Widget));
            }
        }

        return Grid.Stacked(rows.Count > 4 ? 0 : 1, rows);
    }
}
