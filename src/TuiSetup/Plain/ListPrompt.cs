namespace TuiSetup.Plain;

/// <summary>A numbered list that is printed page by page and can be searched, with a question below it.</summary>
internal sealed class ListPrompt(Prompter prompter, NumberedList list, Func<int, bool>? isMarked = null)
{
    /// <summary>Entries printed at once: with the question below them they stay on a screen of 24 rows.</summary>
    private const int PageSize = 20;

    private IReadOnlyList<int> _shown = [.. Enumerable.Range(0, list.Count)];
    private int _next;

    /// <summary>Prints the first page, asks, and pages and searches until there is another reply.</summary>
    public async Task<Reply> AskAsync(string question, string help, CancellationToken cancel)
    {
        if (_next == 0)
        {
            PrintPage();
        }

        while (true)
        {
            var reply = await prompter.AskAsync(question, help, cancel, ofList: true);
            switch (reply.Kind)
            {
                case ReplyKind.More:
                    _next = _next >= _shown.Count ? 0 : _next;
                    PrintPage();
                    break;
                case ReplyKind.Find:
                    Search(reply.Text);
                    break;
                default:
                    return reply;
            }
        }
    }

    private void Search(string text)
    {
        var found = Enumerable.Range(0, list.Count)
            .Where(index => $"{list[index].Name} {list[index].Detail}".Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            prompter.Out.Print(T($"Nothing in the list has '{text}' in it."));
            return;
        }

        (_shown, _next) = (found, 0);
        PrintPage();
    }

    private void PrintPage()
    {
        if (list.Count == 0)
        {
            prompter.Out.Print(T("(There is nothing to choose from.)"));
            return;
        }

        var digits = $"{list.Count}".Length;
        var end = Math.Min(_next + PageSize, _shown.Count);
        for (var at = _next; at < end; at++)
        {
            Print(_shown[at], digits);
        }

        if (_shown.Count > PageSize || _shown.Count < list.Count)
        {
            var rest = end < _shown.Count ? T("; + shows more") : "";
            var all = _shown.Count < list.Count ? T($" found in {list.Count}; / shows all") : "";
            prompter.Out.Print(T($"({_next + 1} to {end} of {_shown.Count}{all}{rest})"));
        }

        _next = end;
    }

    private void Print(int index, int digits)
    {
        var number = $"{index + 1}".PadLeft(digits);
        var detail = list[index].Detail.Length > 0 ? $"  {list[index].Detail}" : "";
        var mark = isMarked?.Invoke(index) == true ? "  (chosen)" : "";
        prompter.Out.Print($"  {number}. {list[index].Name}{mark}{detail}", hanging: digits + 2);
    }
}
