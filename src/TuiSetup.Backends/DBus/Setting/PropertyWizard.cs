using System.Text;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>A wizard file that sets one property: one page with all of it filled in, of the backend 'dbus'.</summary>
public static class PropertyWizard
{
    /// <param name="name">Name of the wizard, which is the file's name without .json.</param>
    /// <param name="at">Service, object, interface and property.</param>
    /// <param name="value">What to set it to.</param>
    public static string Json(string name, (string Service, string Path, string Interface, string Property) at, DBusValue value)
    {
        var text = new StringBuilder("{\n  \"name\": ");
        Quote(name).Append(",\n  \"title\": ");
        Quote(T($"Set {at.Property} of {at.Service}")).Append(",\n  \"backend\": \"dbus\",\n  \"pages\": [\n    {\n      \"title\": ");
        Quote(at.Property).Append(",\n      \"fields\": [");
        Add(PropertyRequest.ValueField, T("Value"), PropertyRequest.TextOf(value), ",");
        Add(PropertyRequest.TypeField, T("Type"), value.Signature, ",");
        Add(PropertyRequest.PropertyField, T("Property"), at.Property, ",");
        Add(PropertyRequest.InterfaceField, T("Interface"), at.Interface, ",");
        Add(PropertyRequest.PathField, T("Object"), at.Path, ",");
        Add(PropertyRequest.ServiceField, T("Service"), at.Service, "");
        return text.Append("\n      ]\n    }\n  ]\n}\n").ToString();

        StringBuilder Quote(string content) => DBusJsonWriter.AppendText(text, content);

        void Add(string id, string label, string preset, string end)
        {
            text.Append("\n        { \"id\": \"").Append(id).Append("\", \"type\": \"text\", \"label\": \"").Append(label).Append("\", \"required\": ")
                .Append(id == PropertyRequest.ValueField && preset.Length == 0 ? "false" : "true").Append(", \"default\": ");
            Quote(preset).Append(" }").Append(end);
        }
    }
}
