using System.Collections.Frozen;

namespace TuiSetup.Core.Fields;

/// <summary>The types of fields, by name. A new one is added here.</summary>
public static class FieldTypes
{
    public static FrozenDictionary<string, IFieldType> All { get; } = new IFieldType[]
    {
        new TextType(), new SecretType(), new NumberType(), new IpType(), new CidrType(), new MacType(),
        new VlanType(), new VlansType(), new ChoiceType(), new ChoicesType(), new FileType(), new LinesType(), new AddressesType(), new YesNoType(),
        new AssignType(),
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
}
