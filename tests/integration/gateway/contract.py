# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every answer of a gateway against app/gateway/openapi.json."""

import base64
import json
import os
import pathlib
import re
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jsonschema

DOCUMENT = pathlib.Path(os.environ["KIOSK_SOURCE"]) / "app/gateway/openapi.json"


class Contract:
    def __init__(self):
        self.document = json.loads(DOCUMENT.read_text())
        self.seen = set()
        jsonschema.Draft202012Validator.check_schema(
            {"$defs": self.document["components"]["schemas"]})

    def validate(self, value, schema):
        resolver = jsonschema.RefResolver("", self.document)
        jsonschema.Draft202012Validator(schema, resolver=resolver).validate(value)
        self.look_inside(value, schema)

    def look_inside(self, value, schema):
        """Base64 texts whose schema says what they hold, as JSON Schema itself only annotates."""
        schema = self.resolve(schema)
        for name, inner in schema.get("properties", {}).items():
            inner = self.resolve(inner)
            if isinstance(value, dict) and name in value and "contentSchema" in inner:
                self.validate(json.loads(base64.b64decode(value[name], validate=True)),
                              inner["contentSchema"])

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def find_path(self, path):
        path = path.split("?")[0]
        for exact in (True, False):
            for template, item in self.document["paths"].items():
                pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
                if ("{" not in template) == exact and re.fullmatch(pattern, path):
                    return template, item
        return None, None

    def check_request(self, path, method, body):
        """What our tests send and the gateway takes is also what the document describes."""
        _, item = self.find_path(path)
        content = item[method.lower()].get("requestBody", {}).get("content", {})
        if "application/json" in content:
            self.validate(json.loads(body), content["application/json"]["schema"])

    def check(self, method, path, body, answer):
        template, item = self.find_path(path)
        if template is None or not self.fits_parameters(item, template, path):
            assert answer.status == 404, (path, answer.status)
            return
        operation = item.get(method.lower())
        responses = operation["responses"] if operation else item["x-other-methods"]
        status = str(answer.status)
        assert status in responses, f"{method} {template} answered {status}: not in the document"
        self.seen.add((method if operation else "*", template, status))
        self.check_answer(responses[status], answer)
        if operation and answer.status < 300:
            self.check_request(path, method, body)

    def fits_parameters(self, item, template, path):
        values = path.split("?")[0].split("/")
        for parameter in item.get("parameters", []):
            value = values[template.split("/").index("{%s}" % parameter["name"])]
            if not re.search(self.resolve(parameter["schema"])["pattern"], value):
                return False
        return True

    def check_answer(self, response, answer):
        for name, header in response.get("headers", {}).items():
            assert not header.get("required") or name.lower() in answer.headers, name
        content = response.get("content")
        if not content:
            assert answer.body == b"", answer.body
            return
        media_type = answer.headers["content-type"]
        assert media_type in content, f"{media_type} is not in the document"
        self.validate(answer.json, content[media_type]["schema"])
        if media_type == "application/problem+json":
            assert answer.json["status"] == answer.status

    def declared(self):
        for template, item in self.document["paths"].items():
            for method in ("get", "put", "post"):
                for status in item.get(method, {}).get("responses", {}):
                    yield method.upper(), template, status
            for status in item.get("x-other-methods", {}):
                yield "*", template, status
