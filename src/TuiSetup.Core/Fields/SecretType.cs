using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>A text that is asked hidden and never written; a file gives it as {"env": NAME} or {"file": PATH} alone.</summary>
internal sealed class SecretType : IFieldType
{
    public string Name => "secret";

    public FieldShape Shape => FieldShape.Hidden;

    public Value? Parse(string text, FieldDefinition field, out string reason)
    {
        reason = "";
        return Value.Of(text);
    }

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = T("a secret is not written in the file; give {\"env\": \"NAME\"} or {\"file\": \"PATH\"}.");
        return null;
    }

    public Value Schema(FieldDefinition field) => Value.Map(("type", Value.Of("object")));
}
