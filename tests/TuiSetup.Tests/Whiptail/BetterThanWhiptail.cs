using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>The cases where whiptail is not followed, what differs there, and why that is better.</summary>
internal static class BetterThanWhiptail
{
    public static IReadOnlyDictionary<string, (string Why, Aspect[] Aspects)> Cases { get; } =
        new Dictionary<string, (string Why, Aspect[] Aspects)>();
}
