using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>The cases where whiptail is not followed: what differs there, and why that is better.</summary>
internal static class BetterThanWhiptail
{
    private const string Fits = "whiptail draws outside of the terminal, and what was to be read or pressed is not seen";
    private const string Says = "it is said which terminal it is and what may be done";

    public static IReadOnlyDictionary<string, Better> Cases { get; } = new Dictionary<string, Better>
    {
        ["A wide box in a narrow terminal"] = new(Fits, Aspect.Characters, Aspect.Looks),
        ["A high box in a low terminal"] = new(Fits, Aspect.Characters, Aspect.Cursor),
        ["A menu too large for its terminal"] = new(Fits, Aspect.Characters, Aspect.Cursor),
        ["An unknown terminal"] = new(Says, Aspect.Output),
        ["A terminal that cannot move its cursor"] = new(Says, Aspect.Output),
    };

    /// <param name="Why">The reason.</param>
    /// <param name="Aspects">All that differs.</param>
    internal sealed record Better(string Why, params Aspect[] Aspects);
}
