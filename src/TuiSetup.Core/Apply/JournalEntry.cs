using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Core.Apply;

/// <summary>What the journal knows of a unit.</summary>
internal enum UnitState
{
    Applying,
    Applied,
    Undoing,
    Undone,
}

/// <summary>One line of a journal: a unit's new state, a change of direction, or the run's end.</summary>
internal sealed record JournalEntry(DateTimeOffset At, string? Unit = null, UnitState? State = null, bool BeginsUndo = false, Outcome? Outcome = null)
{
    public string ToLine() => new JObject
    {
        ["at"] = At.ToString("O"),
        ["unit"] = Unit,
        ["state"] = State?.ToString().ToLowerInvariant(),
        ["undo"] = BeginsUndo ? true : null,
        ["outcome"] = Outcome?.ToString().ToLowerInvariant(),
    }.ToString(Formatting.None);

    /// <summary>Null for a line that a crash cut short.</summary>
    public static JournalEntry? FromLine(string line)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None };
            var json = JObject.Load(reader);
            return new JournalEntry(
                DateTimeOffset.Parse((string)json["at"]!),
                (string?)json["unit"],
                (string?)json["state"] is { } state ? Enum.Parse<UnitState>(state, ignoreCase: true) : null,
                (bool?)json["undo"] ?? false,
                (string?)json["outcome"] is { } outcome ? Enum.Parse<Outcome>(outcome, ignoreCase: true) : null);
        }
        catch (Exception cut) when (cut is JsonException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
