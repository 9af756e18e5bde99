namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>What stood in the boxes that Back took away, by the words of their calls. Passwords are not kept.</summary>
internal sealed class LeftAnswers
{
    private readonly Dictionary<string, BoxRequest> _boxes = new(StringComparer.Ordinal);

    public void Keep(StackedBox box) => _boxes[box.Key] = box.Resumed;

    /// <summary>The box as it was left; what it asks for anew counts once only.</summary>
    public BoxRequest Resume(string key, BoxRequest asked) => _boxes.Remove(key, out var left) ? Merge(asked, left) : asked;

    /// <summary>The question of the one with the answer of the other.</summary>
    public static BoxRequest Merge(BoxRequest asked, BoxRequest left) => left with { Text = asked.Text, Lines = asked.Lines };
}
