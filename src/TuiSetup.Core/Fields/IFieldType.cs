using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>What kind of control a field needs.</summary>
public enum FieldShape
{
    /// <summary>A line to type in.</summary>
    Line,
    /// <summary>A line that does not show what is typed.</summary>
    Hidden,
    YesNo,
    Choice,
    Choices,
    /// <summary>One of a list for each entry of another.</summary>
    Assignment,
}

/// <summary>What a field can hold, and how it is typed in and written in files.</summary>
public interface IFieldType
{
    /// <summary>Its name in a wizard file.</summary>
    string Name { get; }

    FieldShape Shape => FieldShape.Line;

    /// <summary>Whether it is several values.</summary>
    bool IsList => false;

    /// <summary>Whether an answer is needed unless the wizard file says otherwise.</summary>
    bool RequiredByDefault => true;

    /// <summary>From what was typed. Null, and the reason as a sentence, when it cannot be taken.</summary>
    Value? Parse(string text, FieldDefinition field, out string reason);

    /// <summary>From what a file has. Null, and the reason, when it cannot be taken.</summary>
    Value? Accept(Value value, FieldDefinition field, out string reason);

    /// <summary>As one would type it.</summary>
    string Format(Value value) => value.ToString()!;

    /// <summary>JSON Schema of an answer.</summary>
    Value Schema(FieldDefinition field);
}
