using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Dialogs;

/// <summary>
/// One call to ask one thing, as snack's helpers do. Each opens a window on top of the stack, waits for the answer, and
/// takes the window away. All throw an <see cref="OperationCanceledException"/> when they are cancelled.
/// </summary>
public static partial class NewtDialogs
{
    /// <summary>Shows a text with buttons.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What to tell or ask.</param>
    /// <param name="options">Its buttons and looks; null is newt's own.</param>
    /// <param name="cancel">Takes the window away.</param>
    /// <returns>The label of the button that was pressed; null when none was.</returns>
    public static async Task<Reply<string?>> ButtonChoice(this NewtScreen screen, string title, string text, DialogOptions? options, CancellationToken cancel)
    {
        options ??= DialogOptions.Default;
        var reply = await new DialogForm(screen, title, text, options).RunAsync(() => 0, cancel);
        return reply.With(reply.Button is { } index ? options.Buttons[index] : null);
    }

    /// <summary>Asks for one of a list. Enter in the list takes the row that is marked.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What is asked.</param>
    /// <param name="items">The rows.</param>
    /// <param name="current">Index of the row that is marked first.</param>
    /// <param name="options">Its buttons and looks; null is newt's own.</param>
    /// <param name="cancel">Takes the window away.</param>
    /// <returns>The value of the marked row; the default of its type when the list is empty.</returns>
    public static Task<Reply<T?>> ListboxChoice<T>(
        this NewtScreen screen,
        string title,
        string text,
        IReadOnlyList<ListItem<T>> items,
        int current,
        DialogOptions? options,
        CancellationToken cancel)
    {
        options ??= DialogOptions.Default;
        Listbox<T>? list = null;
        var form = new DialogForm(screen, title, text, options)
        {
            Body = size =>
            {
                var marked = list?.CurrentIndex ?? current;
                list = new Listbox<T>(items, options.Height ?? Math.Max(1, Math.Min(items.Count, size.Rows - 14))) { ReturnExit = true };
                list.MoveTo(marked);
                return list;
            },
            First = () => list,
        };
        return form.RunAsync(() => list is null ? default : list.Current, cancel);
    }

    /// <summary>Asks for lines of text.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Stands in the border.</param>
    /// <param name="text">What is asked.</param>
    /// <param name="prompts">The lines, from top to bottom.</param>
    /// <param name="options">Its buttons and looks; null is newt's own.</param>
    /// <param name="cancel">Takes the window away.</param>
    /// <returns>What stands in each line.</returns>
    public static Task<Reply<IReadOnlyList<string>>> EntryWindow(
        this NewtScreen screen,
        string title,
        string text,
        IReadOnlyList<Prompt> prompts,
        DialogOptions? options,
        CancellationToken cancel)
    {
        options ??= DialogOptions.Default;
        var entries = prompts.Select(prompt => prompt.ToEntry(options.EntryWidth)).ToList();
        var lines = new Grid(2, prompts.Count);
        for (var row = 0; row < prompts.Count; row++)
        {
            lines.Set(0, row, new Label(prompts[row].Label), right: 1, anchor: Anchor.Left).Set(1, row, entries[row], anchor: Anchor.Left);
        }

        var form = new DialogForm(screen, title, text, options) { Body = _ => lines, First = () => entries[0] };
        return form.RunAsync<IReadOnlyList<string>>(() => [.. entries.Select(entry => entry.Text)], cancel);
    }
}
