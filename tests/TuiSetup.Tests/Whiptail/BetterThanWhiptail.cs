using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>The cases where whiptail is not followed: what differs there, and why that is better.</summary>
internal static class BetterThanWhiptail
{
    private const string Fits = "whiptail draws outside of the terminal, and what was to be read or pressed is not seen";
    private const string Marks = "in a list with more rows than items, whiptail marks another row than the one Enter takes, and puts the cursor below the list";
    private const string Says = "it is said which terminal it is and what may be done";

    public static IReadOnlyDictionary<string, Better> Cases { get; } = new Dictionary<string, Better>
    {
        ["A wide box in a narrow terminal"] = new(Fits, Aspect.Characters, Aspect.Looks),
        ["A high box in a low terminal"] = new(Fits, Aspect.Characters, Aspect.Cursor),
        ["A menu too large for its terminal"] = new(Fits, Aspect.Characters, Aspect.Cursor),
        ["A menu with a list higher than its box"] = new(Fits, Aspect.Cursor),
        ["A file of automatic size"] = new("whiptail measures the file's name, and nothing of the file is seen", Aspect.Characters, Aspect.Looks, Aspect.Cursor),
        ["Home and End and the pages"] = new(Marks, Aspect.Cursor),
        ["The other arrows and pages"] = new(Marks, Aspect.Cursor),
        ["A letter leads to the next item with it"] = new(Marks, Aspect.Looks, Aspect.Cursor),
        ["A box too small for its button"] = new("whiptail leaves a hole in the border", Aspect.Characters),
        ["Combining accents in a field"] = new("a letter and its accent are one step of the cursor", Aspect.Characters, Aspect.Cursor, Aspect.Output),
        ["Hebrew and Arabic"] = new("a terminal that knows the two directions would turn the turned text again", Aspect.Characters),
        ["Wide characters in the C locale"] = new("whiptail sends bytes that are no characters there", Aspect.Characters),
        ["Unknown names of colours"] = new("a mistyped colour does not turn the screen black", Aspect.Looks),
        ["An unknown terminal"] = new(Says, Aspect.Output),
        ["A terminal that cannot move its cursor"] = new(Says, Aspect.Output),
    };

    /// <param name="Why">The reason.</param>
    /// <param name="Aspects">All that differs.</param>
    internal sealed record Better(string Why, params Aspect[] Aspects);
}
