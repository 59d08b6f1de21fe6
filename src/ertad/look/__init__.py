"""The look and feel that every other room uses: base page, components, fields, maps, charts."""
