using TuiSetup.Core.Values;

namespace TuiSetup.Core.Fields;

/// <summary>Names a value in a sentence about why it does not fit.</summary>
internal static class Describe
{
    public static string Kind(Value value) => value switch
    {
        { IsNothing: true } => "null",
        { AsText: { } text } => $"'{text}'",
        { AsNumber: { } number } => $"{number}",
        { AsTruth: { } truth } => truth ? "true" : "false",
        { Entries.Length: > 0 } => T("an object"),
        _ => T("a list"),
    };
}
