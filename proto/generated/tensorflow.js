/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Array = $util.global.Array, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $String = $util.global.String, $BigInt = $util.global.BigInt, $Boolean = $util.global.Boolean, $isFinite = $util.global.isFinite;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const tensorflow = $root.tensorflow = (() => {

    /**
     * Namespace tensorflow.
     * @exports tensorflow
     * @namespace
     */
    const tensorflow = {};

    tensorflow.TensorShapeProto = (function() {

        /**
         * Properties of a TensorShapeProto.
         * @typedef {Object} tensorflow.TensorShapeProto.$Properties
         * @property {Array.<tensorflow.TensorShapeProto.Dim.$Properties>|null} [dim] TensorShapeProto dim
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TensorShapeProto.
         * @memberof tensorflow
         * @interface ITensorShapeProto
         * @augments tensorflow.TensorShapeProto.$Properties
         * @deprecated Use tensorflow.TensorShapeProto.$Properties instead.
         */

        /**
         * Shape of a TensorShapeProto.
         * @typedef {tensorflow.TensorShapeProto.$Properties} tensorflow.TensorShapeProto.$Shape
         */

        /**
         * Constructs a new TensorShapeProto.
         * @memberof tensorflow
         * @classdesc Represents a TensorShapeProto.
         * @constructor
         * @param {tensorflow.TensorShapeProto.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TensorShapeProto = function (properties) {
            this.dim = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TensorShapeProto dim.
         * @member {Array.<tensorflow.TensorShapeProto.Dim.$Properties>} dim
         * @memberof tensorflow.TensorShapeProto
         * @instance
         */
        TensorShapeProto.prototype.dim = $util.emptyArray;

        /**
         * Creates a new TensorShapeProto instance using the specified properties.
         * @function create
         * @memberof tensorflow.TensorShapeProto
         * @static
         * @param {tensorflow.TensorShapeProto.$Properties=} [properties] Properties to set
         * @returns {tensorflow.TensorShapeProto} TensorShapeProto instance
         * @type {{
         *   (properties: tensorflow.TensorShapeProto.$Shape): tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape;
         *   (properties?: tensorflow.TensorShapeProto.$Properties): tensorflow.TensorShapeProto;
         * }}
         */
        TensorShapeProto.create = function(properties) {
            return new TensorShapeProto(properties);
        };

        /**
         * Encodes the specified TensorShapeProto message. Does not implicitly {@link tensorflow.TensorShapeProto.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.TensorShapeProto
         * @static
         * @param {tensorflow.TensorShapeProto.$Properties} message TensorShapeProto message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TensorShapeProto.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.dim != null && message.dim.length)
                for (let i = 0; i < message.dim.length; ++i)
                    $root.tensorflow.TensorShapeProto.Dim.encode(message.dim[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TensorShapeProto message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.TensorShapeProto
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape} TensorShapeProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TensorShapeProto.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.TensorShapeProto();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.dim && message.dim.length))
                            message.dim = [];
                        message.dim.push($root.tensorflow.TensorShapeProto.Dim.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a TensorShapeProto message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.TensorShapeProto
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.TensorShapeProto} TensorShapeProto
         */
        TensorShapeProto.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.TensorShapeProto)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.TensorShapeProto: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.TensorShapeProto();
            if (object.dim) {
                if (!$Array.isArray(object.dim))
                    throw $TypeError(".tensorflow.TensorShapeProto.dim: array expected");
                message.dim = $Array(object.dim.length);
                for (let i = 0; i < object.dim.length; ++i) {
                    if (!$util.isObject(object.dim[i]))
                        throw $TypeError(".tensorflow.TensorShapeProto.dim: object expected");
                    message.dim[i] = $root.tensorflow.TensorShapeProto.Dim.fromObject(object.dim[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a TensorShapeProto message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.TensorShapeProto
         * @static
         * @param {tensorflow.TensorShapeProto} message TensorShapeProto
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        TensorShapeProto.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.dim = [];
            if (message.dim && message.dim.length) {
                object.dim = $Array(message.dim.length);
                for (let j = 0; j < message.dim.length; ++j)
                    object.dim[j] = $root.tensorflow.TensorShapeProto.Dim.toObject(message.dim[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this TensorShapeProto to JSON.
         * @function toJSON
         * @memberof tensorflow.TensorShapeProto
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        TensorShapeProto.prototype.toJSON = function() {
            return TensorShapeProto.toObject(this, $protobuf.util.toJSONOptions);
        };

        TensorShapeProto.Dim = (function() {

            /**
             * Properties of a Dim.
             * @typedef {Object} tensorflow.TensorShapeProto.Dim.$Properties
             * @property {number|null} [size] Dim size
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Dim.
             * @memberof tensorflow.TensorShapeProto
             * @interface IDim
             * @augments tensorflow.TensorShapeProto.Dim.$Properties
             * @deprecated Use tensorflow.TensorShapeProto.Dim.$Properties instead.
             */

            /**
             * Shape of a Dim.
             * @typedef {tensorflow.TensorShapeProto.Dim.$Properties} tensorflow.TensorShapeProto.Dim.$Shape
             */

            /**
             * Constructs a new Dim.
             * @memberof tensorflow.TensorShapeProto
             * @classdesc Represents a Dim.
             * @constructor
             * @param {tensorflow.TensorShapeProto.Dim.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Dim = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Dim size.
             * @member {number} size
             * @memberof tensorflow.TensorShapeProto.Dim
             * @instance
             */
            Dim.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new Dim instance using the specified properties.
             * @function create
             * @memberof tensorflow.TensorShapeProto.Dim
             * @static
             * @param {tensorflow.TensorShapeProto.Dim.$Properties=} [properties] Properties to set
             * @returns {tensorflow.TensorShapeProto.Dim} Dim instance
             * @type {{
             *   (properties: tensorflow.TensorShapeProto.Dim.$Shape): tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape;
             *   (properties?: tensorflow.TensorShapeProto.Dim.$Properties): tensorflow.TensorShapeProto.Dim;
             * }}
             */
            Dim.create = function(properties) {
                return new Dim(properties);
            };

            /**
             * Encodes the specified Dim message. Does not implicitly {@link tensorflow.TensorShapeProto.Dim.verify|verify} messages.
             * @function encode
             * @memberof tensorflow.TensorShapeProto.Dim
             * @static
             * @param {tensorflow.TensorShapeProto.Dim.$Properties} message Dim message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Dim.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).int64(message.size);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Dim message from the specified reader or buffer.
             * @function decode
             * @memberof tensorflow.TensorShapeProto.Dim
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape} Dim
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Dim.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tensorflow.TensorShapeProto.Dim();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.size = value;
                            else
                                delete message.size;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a Dim message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tensorflow.TensorShapeProto.Dim
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tensorflow.TensorShapeProto.Dim} Dim
             */
            Dim.fromObject = function (object, _depth) {
                if (object instanceof $root.tensorflow.TensorShapeProto.Dim)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tensorflow.TensorShapeProto.Dim: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.tensorflow.TensorShapeProto.Dim();
                if (object.size != null)
                    if (typeof object.size === "object" ? object.size.low || object.size.high : $Number(object.size) !== 0)
                        if ($util.Long)
                            message.size = $util.Long.fromValue(object.size, false);
                        else if (typeof object.size === "string")
                            message.size = $parseInt(object.size, 10);
                        else if (typeof object.size === "number")
                            message.size = object.size;
                        else if (typeof object.size === "object")
                            message.size = new $util.LongBits(object.size.low >>> 0, object.size.high >>> 0).toNumber();
                return message;
            };

            /**
             * Creates a plain object from a Dim message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tensorflow.TensorShapeProto.Dim
             * @static
             * @param {tensorflow.TensorShapeProto.Dim} message Dim
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            Dim.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.defaults)
                    if ($util.Long) {
                        let long = new $util.Long(0, 0, false);
                        object.size = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                    } else
                        object.size = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                    if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                        object.size = typeof message.size === "number" ? $BigInt(message.size) : $util.Long.fromBits(message.size.low >>> 0, message.size.high >>> 0, false).toBigInt();
                    else if (typeof message.size === "number")
                        object.size = options.longs === $String ? $String(message.size) : message.size;
                    else
                        object.size = options.longs === $String ? $util.Long.prototype.toString.call(message.size) : options.longs === $Number ? new $util.LongBits(message.size.low >>> 0, message.size.high >>> 0).toNumber() : message.size;
                return object;
            };

            /**
             * Converts this Dim to JSON.
             * @function toJSON
             * @memberof tensorflow.TensorShapeProto.Dim
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            Dim.prototype.toJSON = function() {
                return Dim.toObject(this, $protobuf.util.toJSONOptions);
            };

            return Dim;
        })();

        return TensorShapeProto;
    })();

    tensorflow.TensorProto = (function() {

        /**
         * Properties of a TensorProto.
         * @typedef {Object} tensorflow.TensorProto.$Properties
         * @property {number|null} [dtype] TensorProto dtype
         * @property {tensorflow.TensorShapeProto.$Properties|null} [tensorShape] TensorProto tensorShape
         * @property {Uint8Array|null} [tensorContent] TensorProto tensorContent
         * @property {Array.<number>|null} [floatVal] TensorProto floatVal
         * @property {Array.<number>|null} [intVal] TensorProto intVal
         * @property {Array.<Uint8Array>|null} [stringVal] TensorProto stringVal
         * @property {Array.<boolean>|null} [boolVal] TensorProto boolVal
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TensorProto.
         * @memberof tensorflow
         * @interface ITensorProto
         * @augments tensorflow.TensorProto.$Properties
         * @deprecated Use tensorflow.TensorProto.$Properties instead.
         */

        /**
         * Shape of a TensorProto.
         * @typedef {tensorflow.TensorProto.$Properties} tensorflow.TensorProto.$Shape
         */

        /**
         * Constructs a new TensorProto.
         * @memberof tensorflow
         * @classdesc Represents a TensorProto.
         * @constructor
         * @param {tensorflow.TensorProto.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TensorProto = function (properties) {
            this.floatVal = [];
            this.intVal = [];
            this.stringVal = [];
            this.boolVal = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TensorProto dtype.
         * @member {number} dtype
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.dtype = 0;

        /**
         * TensorProto tensorShape.
         * @member {tensorflow.TensorShapeProto.$Properties|null|undefined} tensorShape
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.tensorShape = null;

        /**
         * TensorProto tensorContent.
         * @member {Uint8Array} tensorContent
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.tensorContent = $util.newBuffer([]);

        /**
         * TensorProto floatVal.
         * @member {Array.<number>} floatVal
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.floatVal = $util.emptyArray;

        /**
         * TensorProto intVal.
         * @member {Array.<number>} intVal
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.intVal = $util.emptyArray;

        /**
         * TensorProto stringVal.
         * @member {Array.<Uint8Array>} stringVal
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.stringVal = $util.emptyArray;

        /**
         * TensorProto boolVal.
         * @member {Array.<boolean>} boolVal
         * @memberof tensorflow.TensorProto
         * @instance
         */
        TensorProto.prototype.boolVal = $util.emptyArray;

        /**
         * Creates a new TensorProto instance using the specified properties.
         * @function create
         * @memberof tensorflow.TensorProto
         * @static
         * @param {tensorflow.TensorProto.$Properties=} [properties] Properties to set
         * @returns {tensorflow.TensorProto} TensorProto instance
         * @type {{
         *   (properties: tensorflow.TensorProto.$Shape): tensorflow.TensorProto & tensorflow.TensorProto.$Shape;
         *   (properties?: tensorflow.TensorProto.$Properties): tensorflow.TensorProto;
         * }}
         */
        TensorProto.create = function(properties) {
            return new TensorProto(properties);
        };

        /**
         * Encodes the specified TensorProto message. Does not implicitly {@link tensorflow.TensorProto.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.TensorProto
         * @static
         * @param {tensorflow.TensorProto.$Properties} message TensorProto message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TensorProto.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.dtype);
            if (message.tensorShape != null && $Object.hasOwnProperty.call(message, "tensorShape"))
                $root.tensorflow.TensorShapeProto.encode(message.tensorShape, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.tensorContent != null && $Object.hasOwnProperty.call(message, "tensorContent") && message.tensorContent.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.tensorContent);
            if (message.floatVal != null && message.floatVal.length)
                writer.uint32(/* id 5, wireType 2 =*/42).floats(message.floatVal);
            if (message.intVal != null && message.intVal.length)
                writer.uint32(/* id 7, wireType 2 =*/58).int32s(message.intVal);
            if (message.stringVal != null && message.stringVal.length)
                for (let i = 0; i < message.stringVal.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.stringVal[i]);
            if (message.boolVal != null && message.boolVal.length)
                writer.uint32(/* id 11, wireType 2 =*/90).bools(message.boolVal);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TensorProto message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.TensorProto
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.TensorProto & tensorflow.TensorProto.$Shape} TensorProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TensorProto.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.TensorProto();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.dtype = value;
                        else
                            delete message.dtype;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.tensorShape = $root.tensorflow.TensorShapeProto.decode(reader, reader.size(), $undefined, _depth + 1, message.tensorShape);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.tensorContent = value;
                        else
                            delete message.tensorContent;
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.floatVal && message.floatVal.length))
                                message.floatVal = [];
                            reader.floats(message.floatVal);
                            continue;
                        }
                        if (wireType !== 5)
                            break;
                        if (!(message.floatVal && message.floatVal.length))
                            message.floatVal = [];
                        message.floatVal.push(reader.float());
                        continue;
                    }
                case 7: {
                        if (wireType === 2) {
                            if (!(message.intVal && message.intVal.length))
                                message.intVal = [];
                            reader.int32s(message.intVal);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.intVal && message.intVal.length))
                            message.intVal = [];
                        message.intVal.push(reader.int32());
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.stringVal && message.stringVal.length))
                            message.stringVal = [];
                        message.stringVal.push(reader.bytes());
                        continue;
                    }
                case 11: {
                        if (wireType === 2) {
                            if (!(message.boolVal && message.boolVal.length))
                                message.boolVal = [];
                            reader.bools(message.boolVal);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.boolVal && message.boolVal.length))
                            message.boolVal = [];
                        message.boolVal.push(reader.bool());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a TensorProto message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.TensorProto
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.TensorProto} TensorProto
         */
        TensorProto.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.TensorProto)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.TensorProto: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.TensorProto();
            if (object.dtype != null)
                if ($Number(object.dtype) !== 0)
                    message.dtype = object.dtype | 0;
            if (object.tensorShape != null) {
                if (!$util.isObject(object.tensorShape))
                    throw $TypeError(".tensorflow.TensorProto.tensorShape: object expected");
                message.tensorShape = $root.tensorflow.TensorShapeProto.fromObject(object.tensorShape, _depth + 1);
            }
            if (object.tensorContent != null)
                if (object.tensorContent.length)
                    if (typeof object.tensorContent === "string")
                        $util.base64.decode(object.tensorContent, message.tensorContent = $util.newBuffer($util.base64.length(object.tensorContent)), 0);
                    else if (object.tensorContent.length >= 0)
                        message.tensorContent = object.tensorContent;
            if (object.floatVal) {
                if (!$Array.isArray(object.floatVal))
                    throw $TypeError(".tensorflow.TensorProto.floatVal: array expected");
                message.floatVal = $Array(object.floatVal.length);
                for (let i = 0; i < object.floatVal.length; ++i)
                    message.floatVal[i] = $Number(object.floatVal[i]);
            }
            if (object.intVal) {
                if (!$Array.isArray(object.intVal))
                    throw $TypeError(".tensorflow.TensorProto.intVal: array expected");
                message.intVal = $Array(object.intVal.length);
                for (let i = 0; i < object.intVal.length; ++i)
                    message.intVal[i] = object.intVal[i] | 0;
            }
            if (object.stringVal) {
                if (!$Array.isArray(object.stringVal))
                    throw $TypeError(".tensorflow.TensorProto.stringVal: array expected");
                message.stringVal = $Array(object.stringVal.length);
                for (let i = 0; i < object.stringVal.length; ++i)
                    if (typeof object.stringVal[i] === "string")
                        $util.base64.decode(object.stringVal[i], message.stringVal[i] = $util.newBuffer($util.base64.length(object.stringVal[i])), 0);
                    else if (object.stringVal[i].length >= 0)
                        message.stringVal[i] = object.stringVal[i];
            }
            if (object.boolVal) {
                if (!$Array.isArray(object.boolVal))
                    throw $TypeError(".tensorflow.TensorProto.boolVal: array expected");
                message.boolVal = $Array(object.boolVal.length);
                for (let i = 0; i < object.boolVal.length; ++i)
                    message.boolVal[i] = $Boolean(object.boolVal[i]);
            }
            return message;
        };

        /**
         * Creates a plain object from a TensorProto message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.TensorProto
         * @static
         * @param {tensorflow.TensorProto} message TensorProto
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        TensorProto.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.floatVal = [];
                object.intVal = [];
                object.stringVal = [];
                object.boolVal = [];
            }
            if (options.defaults) {
                object.dtype = 0;
                object.tensorShape = null;
                if (options.bytes === $String)
                    object.tensorContent = "";
                else {
                    object.tensorContent = [];
                    if (options.bytes !== $Array)
                        object.tensorContent = $util.newBuffer(object.tensorContent);
                }
            }
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype"))
                object.dtype = message.dtype;
            if (message.tensorShape != null && $Object.hasOwnProperty.call(message, "tensorShape"))
                object.tensorShape = $root.tensorflow.TensorShapeProto.toObject(message.tensorShape, options, _depth + 1);
            if (message.tensorContent != null && $Object.hasOwnProperty.call(message, "tensorContent"))
                object.tensorContent = options.bytes === $String ? $util.base64.encode(message.tensorContent, 0, message.tensorContent.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.tensorContent) : message.tensorContent;
            if (message.floatVal && message.floatVal.length) {
                object.floatVal = $Array(message.floatVal.length);
                for (let j = 0; j < message.floatVal.length; ++j)
                    object.floatVal[j] = options.json && !$isFinite(message.floatVal[j]) ? $String(message.floatVal[j]) : message.floatVal[j];
            }
            if (message.intVal && message.intVal.length) {
                object.intVal = $Array(message.intVal.length);
                for (let j = 0; j < message.intVal.length; ++j)
                    object.intVal[j] = message.intVal[j];
            }
            if (message.stringVal && message.stringVal.length) {
                object.stringVal = $Array(message.stringVal.length);
                for (let j = 0; j < message.stringVal.length; ++j)
                    object.stringVal[j] = options.bytes === $String ? $util.base64.encode(message.stringVal[j], 0, message.stringVal[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.stringVal[j]) : message.stringVal[j];
            }
            if (message.boolVal && message.boolVal.length) {
                object.boolVal = $Array(message.boolVal.length);
                for (let j = 0; j < message.boolVal.length; ++j)
                    object.boolVal[j] = message.boolVal[j];
            }
            return object;
        };

        /**
         * Converts this TensorProto to JSON.
         * @function toJSON
         * @memberof tensorflow.TensorProto
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        TensorProto.prototype.toJSON = function() {
            return TensorProto.toObject(this, $protobuf.util.toJSONOptions);
        };

        return TensorProto;
    })();

    tensorflow.AttrValue = (function() {

        /**
         * Properties of an AttrValue.
         * @typedef {Object} tensorflow.AttrValue.$Properties
         * @property {tensorflow.AttrValue.ListValue.$Properties|null} [list] AttrValue list
         * @property {Uint8Array|null} [s] AttrValue s
         * @property {number|null} [i] AttrValue i
         * @property {number|null} [f] AttrValue f
         * @property {boolean|null} [b] AttrValue b
         * @property {number|null} [type] AttrValue type
         * @property {tensorflow.TensorShapeProto.$Properties|null} [shape] AttrValue shape
         * @property {tensorflow.TensorProto.$Properties|null} [tensor] AttrValue tensor
         * @property {"list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor"} [value] AttrValue value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AttrValue.
         * @memberof tensorflow
         * @interface IAttrValue
         * @augments tensorflow.AttrValue.$Properties
         * @deprecated Use tensorflow.AttrValue.$Properties instead.
         */

        /**
         * Narrowed shape of an AttrValue.
         * @typedef {{
         *   list?: tensorflow.AttrValue.ListValue.$Shape|null;
         *   s?: Uint8Array|null;
         *   i?: number|null;
         *   f?: number|null;
         *   b?: boolean|null;
         *   type?: number|null;
         *   shape?: tensorflow.TensorShapeProto.$Shape|null;
         *   tensor?: tensorflow.TensorProto.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ value?: undefined; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "list"; list: tensorflow.AttrValue.ListValue.$Shape; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "s"; list?: null; s: Uint8Array; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "i"; list?: null; s?: null; i: number; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "f"; list?: null; s?: null; i?: null; f: number; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "b"; list?: null; s?: null; i?: null; f?: null; b: boolean; type?: null; shape?: null; tensor?: null }|{ value?: "type"; list?: null; s?: null; i?: null; f?: null; b?: null; type: number; shape?: null; tensor?: null }|{ value?: "shape"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape: tensorflow.TensorShapeProto.$Shape; tensor?: null }|{ value?: "tensor"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor: tensorflow.TensorProto.$Shape })
         * )} tensorflow.AttrValue.$Shape
         */

        /**
         * Constructs a new AttrValue.
         * @memberof tensorflow
         * @classdesc Represents an AttrValue.
         * @constructor
         * @param {tensorflow.AttrValue.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AttrValue = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AttrValue list.
         * @member {tensorflow.AttrValue.ListValue.$Properties|null|undefined} list
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.list = null;

        /**
         * AttrValue s.
         * @member {Uint8Array|null|undefined} s
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.s = null;

        /**
         * AttrValue i.
         * @member {number|null|undefined} i
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.i = null;

        /**
         * AttrValue f.
         * @member {number|null|undefined} f
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.f = null;

        /**
         * AttrValue b.
         * @member {boolean|null|undefined} b
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.b = null;

        /**
         * AttrValue type.
         * @member {number|null|undefined} type
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.type = null;

        /**
         * AttrValue shape.
         * @member {tensorflow.TensorShapeProto.$Properties|null|undefined} shape
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.shape = null;

        /**
         * AttrValue tensor.
         * @member {tensorflow.TensorProto.$Properties|null|undefined} tensor
         * @memberof tensorflow.AttrValue
         * @instance
         */
        AttrValue.prototype.tensor = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * AttrValue value.
         * @member {"list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor"|undefined} value
         * @memberof tensorflow.AttrValue
         * @instance
         */
        $Object.defineProperty(AttrValue.prototype, "value", {
            get: $util.oneOfGetter($oneOfFields = ["list", "s", "i", "f", "b", "type", "shape", "tensor"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new AttrValue instance using the specified properties.
         * @function create
         * @memberof tensorflow.AttrValue
         * @static
         * @param {tensorflow.AttrValue.$Properties=} [properties] Properties to set
         * @returns {tensorflow.AttrValue} AttrValue instance
         * @type {{
         *   (properties: tensorflow.AttrValue.$Shape): tensorflow.AttrValue & tensorflow.AttrValue.$Shape;
         *   (properties?: tensorflow.AttrValue.$Properties): tensorflow.AttrValue;
         * }}
         */
        AttrValue.create = function(properties) {
            return new AttrValue(properties);
        };

        /**
         * Encodes the specified AttrValue message. Does not implicitly {@link tensorflow.AttrValue.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.AttrValue
         * @static
         * @param {tensorflow.AttrValue.$Properties} message AttrValue message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AttrValue.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.list != null && $Object.hasOwnProperty.call(message, "list"))
                $root.tensorflow.AttrValue.ListValue.encode(message.list, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.s != null && $Object.hasOwnProperty.call(message, "s"))
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.s);
            if (message.i != null && $Object.hasOwnProperty.call(message, "i"))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.i);
            if (message.f != null && $Object.hasOwnProperty.call(message, "f"))
                writer.uint32(/* id 4, wireType 5 =*/37).float(message.f);
            if (message.b != null && $Object.hasOwnProperty.call(message, "b"))
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.b);
            if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                writer.uint32(/* id 6, wireType 0 =*/48).int32(message.type);
            if (message.shape != null && $Object.hasOwnProperty.call(message, "shape"))
                $root.tensorflow.TensorShapeProto.encode(message.shape, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.tensor != null && $Object.hasOwnProperty.call(message, "tensor"))
                $root.tensorflow.TensorProto.encode(message.tensor, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AttrValue message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.AttrValue
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.AttrValue & tensorflow.AttrValue.$Shape} AttrValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AttrValue.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.AttrValue();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.list = $root.tensorflow.AttrValue.ListValue.decode(reader, reader.size(), $undefined, _depth + 1, message.list);
                        message.value = "list";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.s = reader.bytes();
                        message.value = "s";
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        message.i = reader.int64();
                        message.value = "i";
                        continue;
                    }
                case 4: {
                        if (wireType !== 5)
                            break;
                        message.f = reader.float();
                        message.value = "f";
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        message.b = reader.bool();
                        message.value = "b";
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        message.type = reader.int32();
                        message.value = "type";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.shape = $root.tensorflow.TensorShapeProto.decode(reader, reader.size(), $undefined, _depth + 1, message.shape);
                        message.value = "shape";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.tensor = $root.tensorflow.TensorProto.decode(reader, reader.size(), $undefined, _depth + 1, message.tensor);
                        message.value = "tensor";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an AttrValue message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.AttrValue
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.AttrValue} AttrValue
         */
        AttrValue.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.AttrValue)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.AttrValue: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.AttrValue();
            if (object.list != null) {
                if (!$util.isObject(object.list))
                    throw $TypeError(".tensorflow.AttrValue.list: object expected");
                message.list = $root.tensorflow.AttrValue.ListValue.fromObject(object.list, _depth + 1);
            }
            if (object.s != null)
                if (typeof object.s === "string")
                    $util.base64.decode(object.s, message.s = $util.newBuffer($util.base64.length(object.s)), 0);
                else if (object.s.length >= 0)
                    message.s = object.s;
            if (object.i != null)
                if ($util.Long)
                    message.i = $util.Long.fromValue(object.i, false);
                else if (typeof object.i === "string")
                    message.i = $parseInt(object.i, 10);
                else if (typeof object.i === "number")
                    message.i = object.i;
                else if (typeof object.i === "object")
                    message.i = new $util.LongBits(object.i.low >>> 0, object.i.high >>> 0).toNumber();
            if (object.f != null)
                message.f = $Number(object.f);
            if (object.b != null)
                message.b = $Boolean(object.b);
            if (object.type != null)
                message.type = object.type | 0;
            if (object.shape != null) {
                if (!$util.isObject(object.shape))
                    throw $TypeError(".tensorflow.AttrValue.shape: object expected");
                message.shape = $root.tensorflow.TensorShapeProto.fromObject(object.shape, _depth + 1);
            }
            if (object.tensor != null) {
                if (!$util.isObject(object.tensor))
                    throw $TypeError(".tensorflow.AttrValue.tensor: object expected");
                message.tensor = $root.tensorflow.TensorProto.fromObject(object.tensor, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from an AttrValue message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.AttrValue
         * @static
         * @param {tensorflow.AttrValue} message AttrValue
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        AttrValue.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (message.list != null && $Object.hasOwnProperty.call(message, "list")) {
                object.list = $root.tensorflow.AttrValue.ListValue.toObject(message.list, options, _depth + 1);
                if (options.oneofs)
                    object.value = "list";
            }
            if (message.s != null && $Object.hasOwnProperty.call(message, "s")) {
                object.s = options.bytes === $String ? $util.base64.encode(message.s, 0, message.s.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.s) : message.s;
                if (options.oneofs)
                    object.value = "s";
            }
            if (message.i != null && $Object.hasOwnProperty.call(message, "i")) {
                if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                    object.i = typeof message.i === "number" ? $BigInt(message.i) : $util.Long.fromBits(message.i.low >>> 0, message.i.high >>> 0, false).toBigInt();
                else if (typeof message.i === "number")
                    object.i = options.longs === $String ? $String(message.i) : message.i;
                else
                    object.i = options.longs === $String ? $util.Long.prototype.toString.call(message.i) : options.longs === $Number ? new $util.LongBits(message.i.low >>> 0, message.i.high >>> 0).toNumber() : message.i;
                if (options.oneofs)
                    object.value = "i";
            }
            if (message.f != null && $Object.hasOwnProperty.call(message, "f")) {
                object.f = options.json && !$isFinite(message.f) ? $String(message.f) : message.f;
                if (options.oneofs)
                    object.value = "f";
            }
            if (message.b != null && $Object.hasOwnProperty.call(message, "b")) {
                object.b = message.b;
                if (options.oneofs)
                    object.value = "b";
            }
            if (message.type != null && $Object.hasOwnProperty.call(message, "type")) {
                object.type = message.type;
                if (options.oneofs)
                    object.value = "type";
            }
            if (message.shape != null && $Object.hasOwnProperty.call(message, "shape")) {
                object.shape = $root.tensorflow.TensorShapeProto.toObject(message.shape, options, _depth + 1);
                if (options.oneofs)
                    object.value = "shape";
            }
            if (message.tensor != null && $Object.hasOwnProperty.call(message, "tensor")) {
                object.tensor = $root.tensorflow.TensorProto.toObject(message.tensor, options, _depth + 1);
                if (options.oneofs)
                    object.value = "tensor";
            }
            return object;
        };

        /**
         * Converts this AttrValue to JSON.
         * @function toJSON
         * @memberof tensorflow.AttrValue
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        AttrValue.prototype.toJSON = function() {
            return AttrValue.toObject(this, $protobuf.util.toJSONOptions);
        };

        AttrValue.ListValue = (function() {

            /**
             * Properties of a ListValue.
             * @typedef {Object} tensorflow.AttrValue.ListValue.$Properties
             * @property {Array.<Uint8Array>|null} [s] ListValue s
             * @property {Array.<number>|null} [i] ListValue i
             * @property {Array.<number>|null} [f] ListValue f
             * @property {Array.<boolean>|null} [b] ListValue b
             * @property {Array.<number>|null} [type] ListValue type
             * @property {Array.<tensorflow.TensorShapeProto.$Properties>|null} [shape] ListValue shape
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListValue.
             * @memberof tensorflow.AttrValue
             * @interface IListValue
             * @augments tensorflow.AttrValue.ListValue.$Properties
             * @deprecated Use tensorflow.AttrValue.ListValue.$Properties instead.
             */

            /**
             * Shape of a ListValue.
             * @typedef {tensorflow.AttrValue.ListValue.$Properties} tensorflow.AttrValue.ListValue.$Shape
             */

            /**
             * Constructs a new ListValue.
             * @memberof tensorflow.AttrValue
             * @classdesc Represents a ListValue.
             * @constructor
             * @param {tensorflow.AttrValue.ListValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListValue = function (properties) {
                this.s = [];
                this.i = [];
                this.f = [];
                this.b = [];
                this.type = [];
                this.shape = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListValue s.
             * @member {Array.<Uint8Array>} s
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.s = $util.emptyArray;

            /**
             * ListValue i.
             * @member {Array.<number>} i
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.i = $util.emptyArray;

            /**
             * ListValue f.
             * @member {Array.<number>} f
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.f = $util.emptyArray;

            /**
             * ListValue b.
             * @member {Array.<boolean>} b
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.b = $util.emptyArray;

            /**
             * ListValue type.
             * @member {Array.<number>} type
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.type = $util.emptyArray;

            /**
             * ListValue shape.
             * @member {Array.<tensorflow.TensorShapeProto.$Properties>} shape
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             */
            ListValue.prototype.shape = $util.emptyArray;

            /**
             * Creates a new ListValue instance using the specified properties.
             * @function create
             * @memberof tensorflow.AttrValue.ListValue
             * @static
             * @param {tensorflow.AttrValue.ListValue.$Properties=} [properties] Properties to set
             * @returns {tensorflow.AttrValue.ListValue} ListValue instance
             * @type {{
             *   (properties: tensorflow.AttrValue.ListValue.$Shape): tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape;
             *   (properties?: tensorflow.AttrValue.ListValue.$Properties): tensorflow.AttrValue.ListValue;
             * }}
             */
            ListValue.create = function(properties) {
                return new ListValue(properties);
            };

            /**
             * Encodes the specified ListValue message. Does not implicitly {@link tensorflow.AttrValue.ListValue.verify|verify} messages.
             * @function encode
             * @memberof tensorflow.AttrValue.ListValue
             * @static
             * @param {tensorflow.AttrValue.ListValue.$Properties} message ListValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.s != null && message.s.length)
                    for (let i = 0; i < message.s.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.s[i]);
                if (message.i != null && message.i.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).int64s(message.i);
                if (message.f != null && message.f.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).floats(message.f);
                if (message.b != null && message.b.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bools(message.b);
                if (message.type != null && message.type.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).int32s(message.type);
                if (message.shape != null && message.shape.length)
                    for (let i = 0; i < message.shape.length; ++i)
                        $root.tensorflow.TensorShapeProto.encode(message.shape[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListValue message from the specified reader or buffer.
             * @function decode
             * @memberof tensorflow.AttrValue.ListValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape} ListValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListValue.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tensorflow.AttrValue.ListValue();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.s && message.s.length))
                                message.s = [];
                            message.s.push(reader.bytes());
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.i && message.i.length))
                                    message.i = [];
                                reader.int64s(message.i);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.i && message.i.length))
                                message.i = [];
                            message.i.push(reader.int64());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.f && message.f.length))
                                    message.f = [];
                                reader.floats(message.f);
                                continue;
                            }
                            if (wireType !== 5)
                                break;
                            if (!(message.f && message.f.length))
                                message.f = [];
                            message.f.push(reader.float());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.b && message.b.length))
                                    message.b = [];
                                reader.bools(message.b);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.b && message.b.length))
                                message.b = [];
                            message.b.push(reader.bool());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.type && message.type.length))
                                    message.type = [];
                                reader.int32s(message.type);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.type && message.type.length))
                                message.type = [];
                            message.type.push(reader.int32());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.shape && message.shape.length))
                                message.shape = [];
                            message.shape.push($root.tensorflow.TensorShapeProto.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a ListValue message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tensorflow.AttrValue.ListValue
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tensorflow.AttrValue.ListValue} ListValue
             */
            ListValue.fromObject = function (object, _depth) {
                if (object instanceof $root.tensorflow.AttrValue.ListValue)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tensorflow.AttrValue.ListValue: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.tensorflow.AttrValue.ListValue();
                if (object.s) {
                    if (!$Array.isArray(object.s))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.s: array expected");
                    message.s = $Array(object.s.length);
                    for (let i = 0; i < object.s.length; ++i)
                        if (typeof object.s[i] === "string")
                            $util.base64.decode(object.s[i], message.s[i] = $util.newBuffer($util.base64.length(object.s[i])), 0);
                        else if (object.s[i].length >= 0)
                            message.s[i] = object.s[i];
                }
                if (object.i) {
                    if (!$Array.isArray(object.i))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.i: array expected");
                    message.i = $Array(object.i.length);
                    for (let i = 0; i < object.i.length; ++i)
                        if ($util.Long)
                            message.i[i] = $util.Long.fromValue(object.i[i], false);
                        else if (typeof object.i[i] === "string")
                            message.i[i] = $parseInt(object.i[i], 10);
                        else if (typeof object.i[i] === "number")
                            message.i[i] = object.i[i];
                        else if (typeof object.i[i] === "object")
                            message.i[i] = new $util.LongBits(object.i[i].low >>> 0, object.i[i].high >>> 0).toNumber();
                }
                if (object.f) {
                    if (!$Array.isArray(object.f))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.f: array expected");
                    message.f = $Array(object.f.length);
                    for (let i = 0; i < object.f.length; ++i)
                        message.f[i] = $Number(object.f[i]);
                }
                if (object.b) {
                    if (!$Array.isArray(object.b))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.b: array expected");
                    message.b = $Array(object.b.length);
                    for (let i = 0; i < object.b.length; ++i)
                        message.b[i] = $Boolean(object.b[i]);
                }
                if (object.type) {
                    if (!$Array.isArray(object.type))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.type: array expected");
                    message.type = $Array(object.type.length);
                    for (let i = 0; i < object.type.length; ++i)
                        message.type[i] = object.type[i] | 0;
                }
                if (object.shape) {
                    if (!$Array.isArray(object.shape))
                        throw $TypeError(".tensorflow.AttrValue.ListValue.shape: array expected");
                    message.shape = $Array(object.shape.length);
                    for (let i = 0; i < object.shape.length; ++i) {
                        if (!$util.isObject(object.shape[i]))
                            throw $TypeError(".tensorflow.AttrValue.ListValue.shape: object expected");
                        message.shape[i] = $root.tensorflow.TensorShapeProto.fromObject(object.shape[i], _depth + 1);
                    }
                }
                return message;
            };

            /**
             * Creates a plain object from a ListValue message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tensorflow.AttrValue.ListValue
             * @static
             * @param {tensorflow.AttrValue.ListValue} message ListValue
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            ListValue.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults) {
                    object.s = [];
                    object.i = [];
                    object.f = [];
                    object.b = [];
                    object.type = [];
                    object.shape = [];
                }
                if (message.s && message.s.length) {
                    object.s = $Array(message.s.length);
                    for (let j = 0; j < message.s.length; ++j)
                        object.s[j] = options.bytes === $String ? $util.base64.encode(message.s[j], 0, message.s[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.s[j]) : message.s[j];
                }
                if (message.i && message.i.length) {
                    object.i = $Array(message.i.length);
                    for (let j = 0; j < message.i.length; ++j)
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.i[j] = typeof message.i[j] === "number" ? $BigInt(message.i[j]) : $util.Long.fromBits(message.i[j].low >>> 0, message.i[j].high >>> 0, false).toBigInt();
                        else if (typeof message.i[j] === "number")
                            object.i[j] = options.longs === $String ? $String(message.i[j]) : message.i[j];
                        else
                            object.i[j] = options.longs === $String ? $util.Long.prototype.toString.call(message.i[j]) : options.longs === $Number ? new $util.LongBits(message.i[j].low >>> 0, message.i[j].high >>> 0).toNumber() : message.i[j];
                }
                if (message.f && message.f.length) {
                    object.f = $Array(message.f.length);
                    for (let j = 0; j < message.f.length; ++j)
                        object.f[j] = options.json && !$isFinite(message.f[j]) ? $String(message.f[j]) : message.f[j];
                }
                if (message.b && message.b.length) {
                    object.b = $Array(message.b.length);
                    for (let j = 0; j < message.b.length; ++j)
                        object.b[j] = message.b[j];
                }
                if (message.type && message.type.length) {
                    object.type = $Array(message.type.length);
                    for (let j = 0; j < message.type.length; ++j)
                        object.type[j] = message.type[j];
                }
                if (message.shape && message.shape.length) {
                    object.shape = $Array(message.shape.length);
                    for (let j = 0; j < message.shape.length; ++j)
                        object.shape[j] = $root.tensorflow.TensorShapeProto.toObject(message.shape[j], options, _depth + 1);
                }
                return object;
            };

            /**
             * Converts this ListValue to JSON.
             * @function toJSON
             * @memberof tensorflow.AttrValue.ListValue
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            ListValue.prototype.toJSON = function() {
                return ListValue.toObject(this, $protobuf.util.toJSONOptions);
            };

            return ListValue;
        })();

        return AttrValue;
    })();

    tensorflow.NodeDef = (function() {

        /**
         * Properties of a NodeDef.
         * @typedef {Object} tensorflow.NodeDef.$Properties
         * @property {string|null} [name] NodeDef name
         * @property {string|null} [op] NodeDef op
         * @property {Array.<string>|null} [input] NodeDef input
         * @property {Object.<string,tensorflow.AttrValue.$Properties>|null} [attr] NodeDef attr
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NodeDef.
         * @memberof tensorflow
         * @interface INodeDef
         * @augments tensorflow.NodeDef.$Properties
         * @deprecated Use tensorflow.NodeDef.$Properties instead.
         */

        /**
         * Shape of a NodeDef.
         * @typedef {{
         *   name?: string|null;
         *   op?: string|null;
         *   input?: Array.<string>|null;
         *   attr?: Object.<string,tensorflow.AttrValue.$Shape>|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} tensorflow.NodeDef.$Shape
         */

        /**
         * Constructs a new NodeDef.
         * @memberof tensorflow
         * @classdesc Represents a NodeDef.
         * @constructor
         * @param {tensorflow.NodeDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NodeDef = function (properties) {
            this.input = [];
            this.attr = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NodeDef name.
         * @member {string} name
         * @memberof tensorflow.NodeDef
         * @instance
         */
        NodeDef.prototype.name = "";

        /**
         * NodeDef op.
         * @member {string} op
         * @memberof tensorflow.NodeDef
         * @instance
         */
        NodeDef.prototype.op = "";

        /**
         * NodeDef input.
         * @member {Array.<string>} input
         * @memberof tensorflow.NodeDef
         * @instance
         */
        NodeDef.prototype.input = $util.emptyArray;

        /**
         * NodeDef attr.
         * @member {Object.<string,tensorflow.AttrValue.$Properties>} attr
         * @memberof tensorflow.NodeDef
         * @instance
         */
        NodeDef.prototype.attr = $util.emptyObject;

        /**
         * Creates a new NodeDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.NodeDef
         * @static
         * @param {tensorflow.NodeDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.NodeDef} NodeDef instance
         * @type {{
         *   (properties: tensorflow.NodeDef.$Shape): tensorflow.NodeDef & tensorflow.NodeDef.$Shape;
         *   (properties?: tensorflow.NodeDef.$Properties): tensorflow.NodeDef;
         * }}
         */
        NodeDef.create = function(properties) {
            return new NodeDef(properties);
        };

        /**
         * Encodes the specified NodeDef message. Does not implicitly {@link tensorflow.NodeDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.NodeDef
         * @static
         * @param {tensorflow.NodeDef.$Properties} message NodeDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NodeDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.op != null && $Object.hasOwnProperty.call(message, "op") && message.op !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.op);
            if (message.input != null && message.input.length)
                for (let i = 0; i < message.input.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.input[i]);
            if (message.attr != null && $Object.hasOwnProperty.call(message, "attr"))
                for (let keys = $Object.keys(message.attr), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 5, wireType 2 =*/42).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.tensorflow.AttrValue.encode(message.attr[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NodeDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.NodeDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.NodeDef & tensorflow.NodeDef.$Shape} NodeDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NodeDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.NodeDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.op = value;
                        else
                            delete message.op;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.input && message.input.length))
                            message.input = [];
                        message.input.push(reader.stringVerify());
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (message.attr === $util.emptyObject)
                            message.attr = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.tensorflow.AttrValue.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.attr, key);
                        message.attr[key] = value || new $root.tensorflow.AttrValue();
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a NodeDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.NodeDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.NodeDef} NodeDef
         */
        NodeDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.NodeDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.NodeDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.NodeDef();
            if (object.name != null)
                if (typeof object.name !== "string" || object.name.length)
                    message.name = $String(object.name);
            if (object.op != null)
                if (typeof object.op !== "string" || object.op.length)
                    message.op = $String(object.op);
            if (object.input) {
                if (!$Array.isArray(object.input))
                    throw $TypeError(".tensorflow.NodeDef.input: array expected");
                message.input = $Array(object.input.length);
                for (let i = 0; i < object.input.length; ++i)
                    message.input[i] = $String(object.input[i]);
            }
            if (object.attr) {
                if (!$util.isObject(object.attr))
                    throw $TypeError(".tensorflow.NodeDef.attr: object expected");
                message.attr = {};
                for (let keys = $Object.keys(object.attr), i = 0; i < keys.length; ++i) {
                    if (keys[i] === "__proto__")
                        $util.makeProp(message.attr, keys[i]);
                    if (!$util.isObject(object.attr[keys[i]]))
                        throw $TypeError(".tensorflow.NodeDef.attr: object expected");
                    message.attr[keys[i]] = $root.tensorflow.AttrValue.fromObject(object.attr[keys[i]], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a NodeDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.NodeDef
         * @static
         * @param {tensorflow.NodeDef} message NodeDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        NodeDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.input = [];
            if (options.objects || options.defaults)
                object.attr = {};
            if (options.defaults) {
                object.name = "";
                object.op = "";
            }
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                object.name = message.name;
            if (message.op != null && $Object.hasOwnProperty.call(message, "op"))
                object.op = message.op;
            if (message.input && message.input.length) {
                object.input = $Array(message.input.length);
                for (let j = 0; j < message.input.length; ++j)
                    object.input[j] = message.input[j];
            }
            let keys2;
            if (message.attr && (keys2 = $Object.keys(message.attr)).length) {
                object.attr = {};
                for (let j = 0; j < keys2.length; ++j) {
                    if (keys2[j] === "__proto__")
                        $util.makeProp(object.attr, keys2[j]);
                    object.attr[keys2[j]] = $root.tensorflow.AttrValue.toObject(message.attr[keys2[j]], options, _depth + 1);
                }
            }
            return object;
        };

        /**
         * Converts this NodeDef to JSON.
         * @function toJSON
         * @memberof tensorflow.NodeDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        NodeDef.prototype.toJSON = function() {
            return NodeDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return NodeDef;
    })();

    tensorflow.VersionDef = (function() {

        /**
         * Properties of a VersionDef.
         * @typedef {Object} tensorflow.VersionDef.$Properties
         * @property {number|null} [producer] VersionDef producer
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a VersionDef.
         * @memberof tensorflow
         * @interface IVersionDef
         * @augments tensorflow.VersionDef.$Properties
         * @deprecated Use tensorflow.VersionDef.$Properties instead.
         */

        /**
         * Shape of a VersionDef.
         * @typedef {tensorflow.VersionDef.$Properties} tensorflow.VersionDef.$Shape
         */

        /**
         * Constructs a new VersionDef.
         * @memberof tensorflow
         * @classdesc Represents a VersionDef.
         * @constructor
         * @param {tensorflow.VersionDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const VersionDef = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * VersionDef producer.
         * @member {number} producer
         * @memberof tensorflow.VersionDef
         * @instance
         */
        VersionDef.prototype.producer = 0;

        /**
         * Creates a new VersionDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.VersionDef
         * @static
         * @param {tensorflow.VersionDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.VersionDef} VersionDef instance
         * @type {{
         *   (properties: tensorflow.VersionDef.$Shape): tensorflow.VersionDef & tensorflow.VersionDef.$Shape;
         *   (properties?: tensorflow.VersionDef.$Properties): tensorflow.VersionDef;
         * }}
         */
        VersionDef.create = function(properties) {
            return new VersionDef(properties);
        };

        /**
         * Encodes the specified VersionDef message. Does not implicitly {@link tensorflow.VersionDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.VersionDef
         * @static
         * @param {tensorflow.VersionDef.$Properties} message VersionDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        VersionDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.producer != null && $Object.hasOwnProperty.call(message, "producer") && message.producer !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.producer);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a VersionDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.VersionDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.VersionDef & tensorflow.VersionDef.$Shape} VersionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        VersionDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.VersionDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.producer = value;
                        else
                            delete message.producer;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a VersionDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.VersionDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.VersionDef} VersionDef
         */
        VersionDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.VersionDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.VersionDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.VersionDef();
            if (object.producer != null)
                if ($Number(object.producer) !== 0)
                    message.producer = object.producer | 0;
            return message;
        };

        /**
         * Creates a plain object from a VersionDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.VersionDef
         * @static
         * @param {tensorflow.VersionDef} message VersionDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        VersionDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.producer = 0;
            if (message.producer != null && $Object.hasOwnProperty.call(message, "producer"))
                object.producer = message.producer;
            return object;
        };

        /**
         * Converts this VersionDef to JSON.
         * @function toJSON
         * @memberof tensorflow.VersionDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        VersionDef.prototype.toJSON = function() {
            return VersionDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return VersionDef;
    })();

    tensorflow.GraphDef = (function() {

        /**
         * Properties of a GraphDef.
         * @typedef {Object} tensorflow.GraphDef.$Properties
         * @property {Array.<tensorflow.NodeDef.$Properties>|null} [node] GraphDef node
         * @property {tensorflow.VersionDef.$Properties|null} [versions] GraphDef versions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GraphDef.
         * @memberof tensorflow
         * @interface IGraphDef
         * @augments tensorflow.GraphDef.$Properties
         * @deprecated Use tensorflow.GraphDef.$Properties instead.
         */

        /**
         * Shape of a GraphDef.
         * @typedef {{
         *   node?: Array.<tensorflow.NodeDef.$Shape>|null;
         *   versions?: tensorflow.VersionDef.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} tensorflow.GraphDef.$Shape
         */

        /**
         * Constructs a new GraphDef.
         * @memberof tensorflow
         * @classdesc Represents a GraphDef.
         * @constructor
         * @param {tensorflow.GraphDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GraphDef = function (properties) {
            this.node = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GraphDef node.
         * @member {Array.<tensorflow.NodeDef.$Properties>} node
         * @memberof tensorflow.GraphDef
         * @instance
         */
        GraphDef.prototype.node = $util.emptyArray;

        /**
         * GraphDef versions.
         * @member {tensorflow.VersionDef.$Properties|null|undefined} versions
         * @memberof tensorflow.GraphDef
         * @instance
         */
        GraphDef.prototype.versions = null;

        /**
         * Creates a new GraphDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.GraphDef
         * @static
         * @param {tensorflow.GraphDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.GraphDef} GraphDef instance
         * @type {{
         *   (properties: tensorflow.GraphDef.$Shape): tensorflow.GraphDef & tensorflow.GraphDef.$Shape;
         *   (properties?: tensorflow.GraphDef.$Properties): tensorflow.GraphDef;
         * }}
         */
        GraphDef.create = function(properties) {
            return new GraphDef(properties);
        };

        /**
         * Encodes the specified GraphDef message. Does not implicitly {@link tensorflow.GraphDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.GraphDef
         * @static
         * @param {tensorflow.GraphDef.$Properties} message GraphDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GraphDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.node != null && message.node.length)
                for (let i = 0; i < message.node.length; ++i)
                    $root.tensorflow.NodeDef.encode(message.node[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.versions != null && $Object.hasOwnProperty.call(message, "versions"))
                $root.tensorflow.VersionDef.encode(message.versions, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GraphDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.GraphDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.GraphDef & tensorflow.GraphDef.$Shape} GraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GraphDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.GraphDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.node && message.node.length))
                            message.node = [];
                        message.node.push($root.tensorflow.NodeDef.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.versions = $root.tensorflow.VersionDef.decode(reader, reader.size(), $undefined, _depth + 1, message.versions);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a GraphDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.GraphDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.GraphDef} GraphDef
         */
        GraphDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.GraphDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.GraphDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.GraphDef();
            if (object.node) {
                if (!$Array.isArray(object.node))
                    throw $TypeError(".tensorflow.GraphDef.node: array expected");
                message.node = $Array(object.node.length);
                for (let i = 0; i < object.node.length; ++i) {
                    if (!$util.isObject(object.node[i]))
                        throw $TypeError(".tensorflow.GraphDef.node: object expected");
                    message.node[i] = $root.tensorflow.NodeDef.fromObject(object.node[i], _depth + 1);
                }
            }
            if (object.versions != null) {
                if (!$util.isObject(object.versions))
                    throw $TypeError(".tensorflow.GraphDef.versions: object expected");
                message.versions = $root.tensorflow.VersionDef.fromObject(object.versions, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from a GraphDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.GraphDef
         * @static
         * @param {tensorflow.GraphDef} message GraphDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        GraphDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.node = [];
            if (options.defaults)
                object.versions = null;
            if (message.node && message.node.length) {
                object.node = $Array(message.node.length);
                for (let j = 0; j < message.node.length; ++j)
                    object.node[j] = $root.tensorflow.NodeDef.toObject(message.node[j], options, _depth + 1);
            }
            if (message.versions != null && $Object.hasOwnProperty.call(message, "versions"))
                object.versions = $root.tensorflow.VersionDef.toObject(message.versions, options, _depth + 1);
            return object;
        };

        /**
         * Converts this GraphDef to JSON.
         * @function toJSON
         * @memberof tensorflow.GraphDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        GraphDef.prototype.toJSON = function() {
            return GraphDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return GraphDef;
    })();

    tensorflow.TensorInfo = (function() {

        /**
         * Properties of a TensorInfo.
         * @typedef {Object} tensorflow.TensorInfo.$Properties
         * @property {string|null} [name] TensorInfo name
         * @property {number|null} [dtype] TensorInfo dtype
         * @property {tensorflow.TensorShapeProto.$Properties|null} [tensorShape] TensorInfo tensorShape
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TensorInfo.
         * @memberof tensorflow
         * @interface ITensorInfo
         * @augments tensorflow.TensorInfo.$Properties
         * @deprecated Use tensorflow.TensorInfo.$Properties instead.
         */

        /**
         * Shape of a TensorInfo.
         * @typedef {tensorflow.TensorInfo.$Properties} tensorflow.TensorInfo.$Shape
         */

        /**
         * Constructs a new TensorInfo.
         * @memberof tensorflow
         * @classdesc Represents a TensorInfo.
         * @constructor
         * @param {tensorflow.TensorInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TensorInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TensorInfo name.
         * @member {string} name
         * @memberof tensorflow.TensorInfo
         * @instance
         */
        TensorInfo.prototype.name = "";

        /**
         * TensorInfo dtype.
         * @member {number} dtype
         * @memberof tensorflow.TensorInfo
         * @instance
         */
        TensorInfo.prototype.dtype = 0;

        /**
         * TensorInfo tensorShape.
         * @member {tensorflow.TensorShapeProto.$Properties|null|undefined} tensorShape
         * @memberof tensorflow.TensorInfo
         * @instance
         */
        TensorInfo.prototype.tensorShape = null;

        /**
         * Creates a new TensorInfo instance using the specified properties.
         * @function create
         * @memberof tensorflow.TensorInfo
         * @static
         * @param {tensorflow.TensorInfo.$Properties=} [properties] Properties to set
         * @returns {tensorflow.TensorInfo} TensorInfo instance
         * @type {{
         *   (properties: tensorflow.TensorInfo.$Shape): tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape;
         *   (properties?: tensorflow.TensorInfo.$Properties): tensorflow.TensorInfo;
         * }}
         */
        TensorInfo.create = function(properties) {
            return new TensorInfo(properties);
        };

        /**
         * Encodes the specified TensorInfo message. Does not implicitly {@link tensorflow.TensorInfo.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.TensorInfo
         * @static
         * @param {tensorflow.TensorInfo.$Properties} message TensorInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TensorInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.dtype);
            if (message.tensorShape != null && $Object.hasOwnProperty.call(message, "tensorShape"))
                $root.tensorflow.TensorShapeProto.encode(message.tensorShape, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TensorInfo message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.TensorInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape} TensorInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TensorInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.TensorInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.dtype = value;
                        else
                            delete message.dtype;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.tensorShape = $root.tensorflow.TensorShapeProto.decode(reader, reader.size(), $undefined, _depth + 1, message.tensorShape);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a TensorInfo message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.TensorInfo
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.TensorInfo} TensorInfo
         */
        TensorInfo.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.TensorInfo)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.TensorInfo: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.TensorInfo();
            if (object.name != null)
                if (typeof object.name !== "string" || object.name.length)
                    message.name = $String(object.name);
            if (object.dtype != null)
                if ($Number(object.dtype) !== 0)
                    message.dtype = object.dtype | 0;
            if (object.tensorShape != null) {
                if (!$util.isObject(object.tensorShape))
                    throw $TypeError(".tensorflow.TensorInfo.tensorShape: object expected");
                message.tensorShape = $root.tensorflow.TensorShapeProto.fromObject(object.tensorShape, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from a TensorInfo message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.TensorInfo
         * @static
         * @param {tensorflow.TensorInfo} message TensorInfo
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        TensorInfo.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.name = "";
                object.dtype = 0;
                object.tensorShape = null;
            }
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                object.name = message.name;
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype"))
                object.dtype = message.dtype;
            if (message.tensorShape != null && $Object.hasOwnProperty.call(message, "tensorShape"))
                object.tensorShape = $root.tensorflow.TensorShapeProto.toObject(message.tensorShape, options, _depth + 1);
            return object;
        };

        /**
         * Converts this TensorInfo to JSON.
         * @function toJSON
         * @memberof tensorflow.TensorInfo
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        TensorInfo.prototype.toJSON = function() {
            return TensorInfo.toObject(this, $protobuf.util.toJSONOptions);
        };

        return TensorInfo;
    })();

    tensorflow.SignatureDef = (function() {

        /**
         * Properties of a SignatureDef.
         * @typedef {Object} tensorflow.SignatureDef.$Properties
         * @property {Object.<string,tensorflow.TensorInfo.$Properties>|null} [inputs] SignatureDef inputs
         * @property {Object.<string,tensorflow.TensorInfo.$Properties>|null} [outputs] SignatureDef outputs
         * @property {string|null} [methodName] SignatureDef methodName
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SignatureDef.
         * @memberof tensorflow
         * @interface ISignatureDef
         * @augments tensorflow.SignatureDef.$Properties
         * @deprecated Use tensorflow.SignatureDef.$Properties instead.
         */

        /**
         * Shape of a SignatureDef.
         * @typedef {tensorflow.SignatureDef.$Properties} tensorflow.SignatureDef.$Shape
         */

        /**
         * Constructs a new SignatureDef.
         * @memberof tensorflow
         * @classdesc Represents a SignatureDef.
         * @constructor
         * @param {tensorflow.SignatureDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SignatureDef = function (properties) {
            this.inputs = {};
            this.outputs = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SignatureDef inputs.
         * @member {Object.<string,tensorflow.TensorInfo.$Properties>} inputs
         * @memberof tensorflow.SignatureDef
         * @instance
         */
        SignatureDef.prototype.inputs = $util.emptyObject;

        /**
         * SignatureDef outputs.
         * @member {Object.<string,tensorflow.TensorInfo.$Properties>} outputs
         * @memberof tensorflow.SignatureDef
         * @instance
         */
        SignatureDef.prototype.outputs = $util.emptyObject;

        /**
         * SignatureDef methodName.
         * @member {string} methodName
         * @memberof tensorflow.SignatureDef
         * @instance
         */
        SignatureDef.prototype.methodName = "";

        /**
         * Creates a new SignatureDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.SignatureDef
         * @static
         * @param {tensorflow.SignatureDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.SignatureDef} SignatureDef instance
         * @type {{
         *   (properties: tensorflow.SignatureDef.$Shape): tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape;
         *   (properties?: tensorflow.SignatureDef.$Properties): tensorflow.SignatureDef;
         * }}
         */
        SignatureDef.create = function(properties) {
            return new SignatureDef(properties);
        };

        /**
         * Encodes the specified SignatureDef message. Does not implicitly {@link tensorflow.SignatureDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.SignatureDef
         * @static
         * @param {tensorflow.SignatureDef.$Properties} message SignatureDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SignatureDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.inputs != null && $Object.hasOwnProperty.call(message, "inputs"))
                for (let keys = $Object.keys(message.inputs), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 1, wireType 2 =*/10).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.tensorflow.TensorInfo.encode(message.inputs[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.outputs != null && $Object.hasOwnProperty.call(message, "outputs"))
                for (let keys = $Object.keys(message.outputs), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.tensorflow.TensorInfo.encode(message.outputs[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.methodName != null && $Object.hasOwnProperty.call(message, "methodName") && message.methodName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.methodName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SignatureDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.SignatureDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape} SignatureDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SignatureDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.SignatureDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (message.inputs === $util.emptyObject)
                            message.inputs = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.tensorflow.TensorInfo.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.inputs, key);
                        message.inputs[key] = value || new $root.tensorflow.TensorInfo();
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (message.outputs === $util.emptyObject)
                            message.outputs = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.tensorflow.TensorInfo.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.outputs, key);
                        message.outputs[key] = value || new $root.tensorflow.TensorInfo();
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.methodName = value;
                        else
                            delete message.methodName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a SignatureDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.SignatureDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.SignatureDef} SignatureDef
         */
        SignatureDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.SignatureDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.SignatureDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.SignatureDef();
            if (object.inputs) {
                if (!$util.isObject(object.inputs))
                    throw $TypeError(".tensorflow.SignatureDef.inputs: object expected");
                message.inputs = {};
                for (let keys = $Object.keys(object.inputs), i = 0; i < keys.length; ++i) {
                    if (keys[i] === "__proto__")
                        $util.makeProp(message.inputs, keys[i]);
                    if (!$util.isObject(object.inputs[keys[i]]))
                        throw $TypeError(".tensorflow.SignatureDef.inputs: object expected");
                    message.inputs[keys[i]] = $root.tensorflow.TensorInfo.fromObject(object.inputs[keys[i]], _depth + 1);
                }
            }
            if (object.outputs) {
                if (!$util.isObject(object.outputs))
                    throw $TypeError(".tensorflow.SignatureDef.outputs: object expected");
                message.outputs = {};
                for (let keys = $Object.keys(object.outputs), i = 0; i < keys.length; ++i) {
                    if (keys[i] === "__proto__")
                        $util.makeProp(message.outputs, keys[i]);
                    if (!$util.isObject(object.outputs[keys[i]]))
                        throw $TypeError(".tensorflow.SignatureDef.outputs: object expected");
                    message.outputs[keys[i]] = $root.tensorflow.TensorInfo.fromObject(object.outputs[keys[i]], _depth + 1);
                }
            }
            if (object.methodName != null)
                if (typeof object.methodName !== "string" || object.methodName.length)
                    message.methodName = $String(object.methodName);
            return message;
        };

        /**
         * Creates a plain object from a SignatureDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.SignatureDef
         * @static
         * @param {tensorflow.SignatureDef} message SignatureDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        SignatureDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.objects || options.defaults) {
                object.inputs = {};
                object.outputs = {};
            }
            if (options.defaults)
                object.methodName = "";
            let keys2;
            if (message.inputs && (keys2 = $Object.keys(message.inputs)).length) {
                object.inputs = {};
                for (let j = 0; j < keys2.length; ++j) {
                    if (keys2[j] === "__proto__")
                        $util.makeProp(object.inputs, keys2[j]);
                    object.inputs[keys2[j]] = $root.tensorflow.TensorInfo.toObject(message.inputs[keys2[j]], options, _depth + 1);
                }
            }
            if (message.outputs && (keys2 = $Object.keys(message.outputs)).length) {
                object.outputs = {};
                for (let j = 0; j < keys2.length; ++j) {
                    if (keys2[j] === "__proto__")
                        $util.makeProp(object.outputs, keys2[j]);
                    object.outputs[keys2[j]] = $root.tensorflow.TensorInfo.toObject(message.outputs[keys2[j]], options, _depth + 1);
                }
            }
            if (message.methodName != null && $Object.hasOwnProperty.call(message, "methodName"))
                object.methodName = message.methodName;
            return object;
        };

        /**
         * Converts this SignatureDef to JSON.
         * @function toJSON
         * @memberof tensorflow.SignatureDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        SignatureDef.prototype.toJSON = function() {
            return SignatureDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return SignatureDef;
    })();

    tensorflow.SaverDef = (function() {

        /**
         * Properties of a SaverDef.
         * @typedef {Object} tensorflow.SaverDef.$Properties
         * @property {string|null} [filenameTensorName] SaverDef filenameTensorName
         * @property {string|null} [saveTensorName] SaverDef saveTensorName
         * @property {string|null} [restoreOpName] SaverDef restoreOpName
         * @property {number|null} [version] SaverDef version
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SaverDef.
         * @memberof tensorflow
         * @interface ISaverDef
         * @augments tensorflow.SaverDef.$Properties
         * @deprecated Use tensorflow.SaverDef.$Properties instead.
         */

        /**
         * Shape of a SaverDef.
         * @typedef {tensorflow.SaverDef.$Properties} tensorflow.SaverDef.$Shape
         */

        /**
         * Constructs a new SaverDef.
         * @memberof tensorflow
         * @classdesc Represents a SaverDef.
         * @constructor
         * @param {tensorflow.SaverDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SaverDef = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SaverDef filenameTensorName.
         * @member {string} filenameTensorName
         * @memberof tensorflow.SaverDef
         * @instance
         */
        SaverDef.prototype.filenameTensorName = "";

        /**
         * SaverDef saveTensorName.
         * @member {string} saveTensorName
         * @memberof tensorflow.SaverDef
         * @instance
         */
        SaverDef.prototype.saveTensorName = "";

        /**
         * SaverDef restoreOpName.
         * @member {string} restoreOpName
         * @memberof tensorflow.SaverDef
         * @instance
         */
        SaverDef.prototype.restoreOpName = "";

        /**
         * SaverDef version.
         * @member {number} version
         * @memberof tensorflow.SaverDef
         * @instance
         */
        SaverDef.prototype.version = 0;

        /**
         * Creates a new SaverDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.SaverDef
         * @static
         * @param {tensorflow.SaverDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.SaverDef} SaverDef instance
         * @type {{
         *   (properties: tensorflow.SaverDef.$Shape): tensorflow.SaverDef & tensorflow.SaverDef.$Shape;
         *   (properties?: tensorflow.SaverDef.$Properties): tensorflow.SaverDef;
         * }}
         */
        SaverDef.create = function(properties) {
            return new SaverDef(properties);
        };

        /**
         * Encodes the specified SaverDef message. Does not implicitly {@link tensorflow.SaverDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.SaverDef
         * @static
         * @param {tensorflow.SaverDef.$Properties} message SaverDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SaverDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.filenameTensorName != null && $Object.hasOwnProperty.call(message, "filenameTensorName") && message.filenameTensorName !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.filenameTensorName);
            if (message.saveTensorName != null && $Object.hasOwnProperty.call(message, "saveTensorName") && message.saveTensorName !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.saveTensorName);
            if (message.restoreOpName != null && $Object.hasOwnProperty.call(message, "restoreOpName") && message.restoreOpName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.restoreOpName);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).int32(message.version);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SaverDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.SaverDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.SaverDef & tensorflow.SaverDef.$Shape} SaverDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SaverDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.SaverDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.filenameTensorName = value;
                        else
                            delete message.filenameTensorName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.saveTensorName = value;
                        else
                            delete message.saveTensorName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.restoreOpName = value;
                        else
                            delete message.restoreOpName;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a SaverDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.SaverDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.SaverDef} SaverDef
         */
        SaverDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.SaverDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.SaverDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.SaverDef();
            if (object.filenameTensorName != null)
                if (typeof object.filenameTensorName !== "string" || object.filenameTensorName.length)
                    message.filenameTensorName = $String(object.filenameTensorName);
            if (object.saveTensorName != null)
                if (typeof object.saveTensorName !== "string" || object.saveTensorName.length)
                    message.saveTensorName = $String(object.saveTensorName);
            if (object.restoreOpName != null)
                if (typeof object.restoreOpName !== "string" || object.restoreOpName.length)
                    message.restoreOpName = $String(object.restoreOpName);
            if (object.version != null)
                if ($Number(object.version) !== 0)
                    message.version = object.version | 0;
            return message;
        };

        /**
         * Creates a plain object from a SaverDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.SaverDef
         * @static
         * @param {tensorflow.SaverDef} message SaverDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        SaverDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.filenameTensorName = "";
                object.saveTensorName = "";
                object.restoreOpName = "";
                object.version = 0;
            }
            if (message.filenameTensorName != null && $Object.hasOwnProperty.call(message, "filenameTensorName"))
                object.filenameTensorName = message.filenameTensorName;
            if (message.saveTensorName != null && $Object.hasOwnProperty.call(message, "saveTensorName"))
                object.saveTensorName = message.saveTensorName;
            if (message.restoreOpName != null && $Object.hasOwnProperty.call(message, "restoreOpName"))
                object.restoreOpName = message.restoreOpName;
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                object.version = message.version;
            return object;
        };

        /**
         * Converts this SaverDef to JSON.
         * @function toJSON
         * @memberof tensorflow.SaverDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        SaverDef.prototype.toJSON = function() {
            return SaverDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return SaverDef;
    })();

    tensorflow.VariableDef = (function() {

        /**
         * Properties of a VariableDef.
         * @typedef {Object} tensorflow.VariableDef.$Properties
         * @property {string|null} [variableName] VariableDef variableName
         * @property {string|null} [initializerName] VariableDef initializerName
         * @property {string|null} [snapshotName] VariableDef snapshotName
         * @property {boolean|null} [isResource] VariableDef isResource
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a VariableDef.
         * @memberof tensorflow
         * @interface IVariableDef
         * @augments tensorflow.VariableDef.$Properties
         * @deprecated Use tensorflow.VariableDef.$Properties instead.
         */

        /**
         * Shape of a VariableDef.
         * @typedef {tensorflow.VariableDef.$Properties} tensorflow.VariableDef.$Shape
         */

        /**
         * Constructs a new VariableDef.
         * @memberof tensorflow
         * @classdesc Represents a VariableDef.
         * @constructor
         * @param {tensorflow.VariableDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const VariableDef = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * VariableDef variableName.
         * @member {string} variableName
         * @memberof tensorflow.VariableDef
         * @instance
         */
        VariableDef.prototype.variableName = "";

        /**
         * VariableDef initializerName.
         * @member {string} initializerName
         * @memberof tensorflow.VariableDef
         * @instance
         */
        VariableDef.prototype.initializerName = "";

        /**
         * VariableDef snapshotName.
         * @member {string} snapshotName
         * @memberof tensorflow.VariableDef
         * @instance
         */
        VariableDef.prototype.snapshotName = "";

        /**
         * VariableDef isResource.
         * @member {boolean} isResource
         * @memberof tensorflow.VariableDef
         * @instance
         */
        VariableDef.prototype.isResource = false;

        /**
         * Creates a new VariableDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.VariableDef
         * @static
         * @param {tensorflow.VariableDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.VariableDef} VariableDef instance
         * @type {{
         *   (properties: tensorflow.VariableDef.$Shape): tensorflow.VariableDef & tensorflow.VariableDef.$Shape;
         *   (properties?: tensorflow.VariableDef.$Properties): tensorflow.VariableDef;
         * }}
         */
        VariableDef.create = function(properties) {
            return new VariableDef(properties);
        };

        /**
         * Encodes the specified VariableDef message. Does not implicitly {@link tensorflow.VariableDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.VariableDef
         * @static
         * @param {tensorflow.VariableDef.$Properties} message VariableDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        VariableDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.variableName != null && $Object.hasOwnProperty.call(message, "variableName") && message.variableName !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.variableName);
            if (message.initializerName != null && $Object.hasOwnProperty.call(message, "initializerName") && message.initializerName !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.initializerName);
            if (message.snapshotName != null && $Object.hasOwnProperty.call(message, "snapshotName") && message.snapshotName !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.snapshotName);
            if (message.isResource != null && $Object.hasOwnProperty.call(message, "isResource") && message.isResource !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.isResource);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a VariableDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.VariableDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.VariableDef & tensorflow.VariableDef.$Shape} VariableDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        VariableDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.VariableDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.variableName = value;
                        else
                            delete message.variableName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.initializerName = value;
                        else
                            delete message.initializerName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.snapshotName = value;
                        else
                            delete message.snapshotName;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.isResource = value;
                        else
                            delete message.isResource;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a VariableDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.VariableDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.VariableDef} VariableDef
         */
        VariableDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.VariableDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.VariableDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.VariableDef();
            if (object.variableName != null)
                if (typeof object.variableName !== "string" || object.variableName.length)
                    message.variableName = $String(object.variableName);
            if (object.initializerName != null)
                if (typeof object.initializerName !== "string" || object.initializerName.length)
                    message.initializerName = $String(object.initializerName);
            if (object.snapshotName != null)
                if (typeof object.snapshotName !== "string" || object.snapshotName.length)
                    message.snapshotName = $String(object.snapshotName);
            if (object.isResource != null)
                if (object.isResource)
                    message.isResource = $Boolean(object.isResource);
            return message;
        };

        /**
         * Creates a plain object from a VariableDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.VariableDef
         * @static
         * @param {tensorflow.VariableDef} message VariableDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        VariableDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.variableName = "";
                object.initializerName = "";
                object.snapshotName = "";
                object.isResource = false;
            }
            if (message.variableName != null && $Object.hasOwnProperty.call(message, "variableName"))
                object.variableName = message.variableName;
            if (message.initializerName != null && $Object.hasOwnProperty.call(message, "initializerName"))
                object.initializerName = message.initializerName;
            if (message.snapshotName != null && $Object.hasOwnProperty.call(message, "snapshotName"))
                object.snapshotName = message.snapshotName;
            if (message.isResource != null && $Object.hasOwnProperty.call(message, "isResource"))
                object.isResource = message.isResource;
            return object;
        };

        /**
         * Converts this VariableDef to JSON.
         * @function toJSON
         * @memberof tensorflow.VariableDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        VariableDef.prototype.toJSON = function() {
            return VariableDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        return VariableDef;
    })();

    tensorflow.CollectionDef = (function() {

        /**
         * Properties of a CollectionDef.
         * @typedef {Object} tensorflow.CollectionDef.$Properties
         * @property {tensorflow.CollectionDef.BytesList.$Properties|null} [bytesList] CollectionDef bytesList
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CollectionDef.
         * @memberof tensorflow
         * @interface ICollectionDef
         * @augments tensorflow.CollectionDef.$Properties
         * @deprecated Use tensorflow.CollectionDef.$Properties instead.
         */

        /**
         * Shape of a CollectionDef.
         * @typedef {tensorflow.CollectionDef.$Properties} tensorflow.CollectionDef.$Shape
         */

        /**
         * Constructs a new CollectionDef.
         * @memberof tensorflow
         * @classdesc Represents a CollectionDef.
         * @constructor
         * @param {tensorflow.CollectionDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CollectionDef = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CollectionDef bytesList.
         * @member {tensorflow.CollectionDef.BytesList.$Properties|null|undefined} bytesList
         * @memberof tensorflow.CollectionDef
         * @instance
         */
        CollectionDef.prototype.bytesList = null;

        /**
         * Creates a new CollectionDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.CollectionDef
         * @static
         * @param {tensorflow.CollectionDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.CollectionDef} CollectionDef instance
         * @type {{
         *   (properties: tensorflow.CollectionDef.$Shape): tensorflow.CollectionDef & tensorflow.CollectionDef.$Shape;
         *   (properties?: tensorflow.CollectionDef.$Properties): tensorflow.CollectionDef;
         * }}
         */
        CollectionDef.create = function(properties) {
            return new CollectionDef(properties);
        };

        /**
         * Encodes the specified CollectionDef message. Does not implicitly {@link tensorflow.CollectionDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.CollectionDef
         * @static
         * @param {tensorflow.CollectionDef.$Properties} message CollectionDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CollectionDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.bytesList != null && $Object.hasOwnProperty.call(message, "bytesList"))
                $root.tensorflow.CollectionDef.BytesList.encode(message.bytesList, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CollectionDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.CollectionDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.CollectionDef & tensorflow.CollectionDef.$Shape} CollectionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CollectionDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.CollectionDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.bytesList = $root.tensorflow.CollectionDef.BytesList.decode(reader, reader.size(), $undefined, _depth + 1, message.bytesList);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a CollectionDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.CollectionDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.CollectionDef} CollectionDef
         */
        CollectionDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.CollectionDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.CollectionDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.CollectionDef();
            if (object.bytesList != null) {
                if (!$util.isObject(object.bytesList))
                    throw $TypeError(".tensorflow.CollectionDef.bytesList: object expected");
                message.bytesList = $root.tensorflow.CollectionDef.BytesList.fromObject(object.bytesList, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from a CollectionDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.CollectionDef
         * @static
         * @param {tensorflow.CollectionDef} message CollectionDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        CollectionDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.bytesList = null;
            if (message.bytesList != null && $Object.hasOwnProperty.call(message, "bytesList"))
                object.bytesList = $root.tensorflow.CollectionDef.BytesList.toObject(message.bytesList, options, _depth + 1);
            return object;
        };

        /**
         * Converts this CollectionDef to JSON.
         * @function toJSON
         * @memberof tensorflow.CollectionDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        CollectionDef.prototype.toJSON = function() {
            return CollectionDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        CollectionDef.BytesList = (function() {

            /**
             * Properties of a BytesList.
             * @typedef {Object} tensorflow.CollectionDef.BytesList.$Properties
             * @property {Array.<Uint8Array>|null} [value] BytesList value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BytesList.
             * @memberof tensorflow.CollectionDef
             * @interface IBytesList
             * @augments tensorflow.CollectionDef.BytesList.$Properties
             * @deprecated Use tensorflow.CollectionDef.BytesList.$Properties instead.
             */

            /**
             * Shape of a BytesList.
             * @typedef {tensorflow.CollectionDef.BytesList.$Properties} tensorflow.CollectionDef.BytesList.$Shape
             */

            /**
             * Constructs a new BytesList.
             * @memberof tensorflow.CollectionDef
             * @classdesc Represents a BytesList.
             * @constructor
             * @param {tensorflow.CollectionDef.BytesList.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BytesList = function (properties) {
                this.value = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BytesList value.
             * @member {Array.<Uint8Array>} value
             * @memberof tensorflow.CollectionDef.BytesList
             * @instance
             */
            BytesList.prototype.value = $util.emptyArray;

            /**
             * Creates a new BytesList instance using the specified properties.
             * @function create
             * @memberof tensorflow.CollectionDef.BytesList
             * @static
             * @param {tensorflow.CollectionDef.BytesList.$Properties=} [properties] Properties to set
             * @returns {tensorflow.CollectionDef.BytesList} BytesList instance
             * @type {{
             *   (properties: tensorflow.CollectionDef.BytesList.$Shape): tensorflow.CollectionDef.BytesList & tensorflow.CollectionDef.BytesList.$Shape;
             *   (properties?: tensorflow.CollectionDef.BytesList.$Properties): tensorflow.CollectionDef.BytesList;
             * }}
             */
            BytesList.create = function(properties) {
                return new BytesList(properties);
            };

            /**
             * Encodes the specified BytesList message. Does not implicitly {@link tensorflow.CollectionDef.BytesList.verify|verify} messages.
             * @function encode
             * @memberof tensorflow.CollectionDef.BytesList
             * @static
             * @param {tensorflow.CollectionDef.BytesList.$Properties} message BytesList message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BytesList.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && message.value.length)
                    for (let i = 0; i < message.value.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.value[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BytesList message from the specified reader or buffer.
             * @function decode
             * @memberof tensorflow.CollectionDef.BytesList
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tensorflow.CollectionDef.BytesList & tensorflow.CollectionDef.BytesList.$Shape} BytesList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BytesList.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tensorflow.CollectionDef.BytesList();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.value && message.value.length))
                                message.value = [];
                            message.value.push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a BytesList message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tensorflow.CollectionDef.BytesList
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tensorflow.CollectionDef.BytesList} BytesList
             */
            BytesList.fromObject = function (object, _depth) {
                if (object instanceof $root.tensorflow.CollectionDef.BytesList)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tensorflow.CollectionDef.BytesList: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.tensorflow.CollectionDef.BytesList();
                if (object.value) {
                    if (!$Array.isArray(object.value))
                        throw $TypeError(".tensorflow.CollectionDef.BytesList.value: array expected");
                    message.value = $Array(object.value.length);
                    for (let i = 0; i < object.value.length; ++i)
                        if (typeof object.value[i] === "string")
                            $util.base64.decode(object.value[i], message.value[i] = $util.newBuffer($util.base64.length(object.value[i])), 0);
                        else if (object.value[i].length >= 0)
                            message.value[i] = object.value[i];
                }
                return message;
            };

            /**
             * Creates a plain object from a BytesList message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tensorflow.CollectionDef.BytesList
             * @static
             * @param {tensorflow.CollectionDef.BytesList} message BytesList
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            BytesList.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.value = [];
                if (message.value && message.value.length) {
                    object.value = $Array(message.value.length);
                    for (let j = 0; j < message.value.length; ++j)
                        object.value[j] = options.bytes === $String ? $util.base64.encode(message.value[j], 0, message.value[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.value[j]) : message.value[j];
                }
                return object;
            };

            /**
             * Converts this BytesList to JSON.
             * @function toJSON
             * @memberof tensorflow.CollectionDef.BytesList
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            BytesList.prototype.toJSON = function() {
                return BytesList.toObject(this, $protobuf.util.toJSONOptions);
            };

            return BytesList;
        })();

        return CollectionDef;
    })();

    tensorflow.MetaGraphDef = (function() {

        /**
         * Properties of a MetaGraphDef.
         * @typedef {Object} tensorflow.MetaGraphDef.$Properties
         * @property {tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null} [metaInfoDef] MetaGraphDef metaInfoDef
         * @property {tensorflow.GraphDef.$Properties|null} [graphDef] MetaGraphDef graphDef
         * @property {tensorflow.SaverDef.$Properties|null} [saverDef] MetaGraphDef saverDef
         * @property {Object.<string,tensorflow.CollectionDef.$Properties>|null} [collectionDef] MetaGraphDef collectionDef
         * @property {Object.<string,tensorflow.SignatureDef.$Properties>|null} [signatureDef] MetaGraphDef signatureDef
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MetaGraphDef.
         * @memberof tensorflow
         * @interface IMetaGraphDef
         * @augments tensorflow.MetaGraphDef.$Properties
         * @deprecated Use tensorflow.MetaGraphDef.$Properties instead.
         */

        /**
         * Shape of a MetaGraphDef.
         * @typedef {{
         *   metaInfoDef?: tensorflow.MetaGraphDef.MetaInfoDef.$Shape|null;
         *   graphDef?: tensorflow.GraphDef.$Shape|null;
         *   saverDef?: tensorflow.SaverDef.$Shape|null;
         *   collectionDef?: Object.<string,tensorflow.CollectionDef.$Shape>|null;
         *   signatureDef?: Object.<string,tensorflow.SignatureDef.$Shape>|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} tensorflow.MetaGraphDef.$Shape
         */

        /**
         * Constructs a new MetaGraphDef.
         * @memberof tensorflow
         * @classdesc Represents a MetaGraphDef.
         * @constructor
         * @param {tensorflow.MetaGraphDef.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MetaGraphDef = function (properties) {
            this.collectionDef = {};
            this.signatureDef = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MetaGraphDef metaInfoDef.
         * @member {tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null|undefined} metaInfoDef
         * @memberof tensorflow.MetaGraphDef
         * @instance
         */
        MetaGraphDef.prototype.metaInfoDef = null;

        /**
         * MetaGraphDef graphDef.
         * @member {tensorflow.GraphDef.$Properties|null|undefined} graphDef
         * @memberof tensorflow.MetaGraphDef
         * @instance
         */
        MetaGraphDef.prototype.graphDef = null;

        /**
         * MetaGraphDef saverDef.
         * @member {tensorflow.SaverDef.$Properties|null|undefined} saverDef
         * @memberof tensorflow.MetaGraphDef
         * @instance
         */
        MetaGraphDef.prototype.saverDef = null;

        /**
         * MetaGraphDef collectionDef.
         * @member {Object.<string,tensorflow.CollectionDef.$Properties>} collectionDef
         * @memberof tensorflow.MetaGraphDef
         * @instance
         */
        MetaGraphDef.prototype.collectionDef = $util.emptyObject;

        /**
         * MetaGraphDef signatureDef.
         * @member {Object.<string,tensorflow.SignatureDef.$Properties>} signatureDef
         * @memberof tensorflow.MetaGraphDef
         * @instance
         */
        MetaGraphDef.prototype.signatureDef = $util.emptyObject;

        /**
         * Creates a new MetaGraphDef instance using the specified properties.
         * @function create
         * @memberof tensorflow.MetaGraphDef
         * @static
         * @param {tensorflow.MetaGraphDef.$Properties=} [properties] Properties to set
         * @returns {tensorflow.MetaGraphDef} MetaGraphDef instance
         * @type {{
         *   (properties: tensorflow.MetaGraphDef.$Shape): tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape;
         *   (properties?: tensorflow.MetaGraphDef.$Properties): tensorflow.MetaGraphDef;
         * }}
         */
        MetaGraphDef.create = function(properties) {
            return new MetaGraphDef(properties);
        };

        /**
         * Encodes the specified MetaGraphDef message. Does not implicitly {@link tensorflow.MetaGraphDef.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.MetaGraphDef
         * @static
         * @param {tensorflow.MetaGraphDef.$Properties} message MetaGraphDef message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MetaGraphDef.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.metaInfoDef != null && $Object.hasOwnProperty.call(message, "metaInfoDef"))
                $root.tensorflow.MetaGraphDef.MetaInfoDef.encode(message.metaInfoDef, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.graphDef != null && $Object.hasOwnProperty.call(message, "graphDef"))
                $root.tensorflow.GraphDef.encode(message.graphDef, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.saverDef != null && $Object.hasOwnProperty.call(message, "saverDef"))
                $root.tensorflow.SaverDef.encode(message.saverDef, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.collectionDef != null && $Object.hasOwnProperty.call(message, "collectionDef"))
                for (let keys = $Object.keys(message.collectionDef), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.tensorflow.CollectionDef.encode(message.collectionDef[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.signatureDef != null && $Object.hasOwnProperty.call(message, "signatureDef"))
                for (let keys = $Object.keys(message.signatureDef), i = 0; i < keys.length; ++i) {
                    writer.uint32(/* id 5, wireType 2 =*/42).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                    $root.tensorflow.SignatureDef.encode(message.signatureDef[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MetaGraphDef message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.MetaGraphDef
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape} MetaGraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MetaGraphDef.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.MetaGraphDef();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.metaInfoDef = $root.tensorflow.MetaGraphDef.MetaInfoDef.decode(reader, reader.size(), $undefined, _depth + 1, message.metaInfoDef);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.graphDef = $root.tensorflow.GraphDef.decode(reader, reader.size(), $undefined, _depth + 1, message.graphDef);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.saverDef = $root.tensorflow.SaverDef.decode(reader, reader.size(), $undefined, _depth + 1, message.saverDef);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (message.collectionDef === $util.emptyObject)
                            message.collectionDef = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.tensorflow.CollectionDef.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.collectionDef, key);
                        message.collectionDef[key] = value || new $root.tensorflow.CollectionDef();
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (message.signatureDef === $util.emptyObject)
                            message.signatureDef = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.tensorflow.SignatureDef.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.signatureDef, key);
                        message.signatureDef[key] = value || new $root.tensorflow.SignatureDef();
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a MetaGraphDef message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.MetaGraphDef
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.MetaGraphDef} MetaGraphDef
         */
        MetaGraphDef.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.MetaGraphDef)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.MetaGraphDef: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.MetaGraphDef();
            if (object.metaInfoDef != null) {
                if (!$util.isObject(object.metaInfoDef))
                    throw $TypeError(".tensorflow.MetaGraphDef.metaInfoDef: object expected");
                message.metaInfoDef = $root.tensorflow.MetaGraphDef.MetaInfoDef.fromObject(object.metaInfoDef, _depth + 1);
            }
            if (object.graphDef != null) {
                if (!$util.isObject(object.graphDef))
                    throw $TypeError(".tensorflow.MetaGraphDef.graphDef: object expected");
                message.graphDef = $root.tensorflow.GraphDef.fromObject(object.graphDef, _depth + 1);
            }
            if (object.saverDef != null) {
                if (!$util.isObject(object.saverDef))
                    throw $TypeError(".tensorflow.MetaGraphDef.saverDef: object expected");
                message.saverDef = $root.tensorflow.SaverDef.fromObject(object.saverDef, _depth + 1);
            }
            if (object.collectionDef) {
                if (!$util.isObject(object.collectionDef))
                    throw $TypeError(".tensorflow.MetaGraphDef.collectionDef: object expected");
                message.collectionDef = {};
                for (let keys = $Object.keys(object.collectionDef), i = 0; i < keys.length; ++i) {
                    if (keys[i] === "__proto__")
                        $util.makeProp(message.collectionDef, keys[i]);
                    if (!$util.isObject(object.collectionDef[keys[i]]))
                        throw $TypeError(".tensorflow.MetaGraphDef.collectionDef: object expected");
                    message.collectionDef[keys[i]] = $root.tensorflow.CollectionDef.fromObject(object.collectionDef[keys[i]], _depth + 1);
                }
            }
            if (object.signatureDef) {
                if (!$util.isObject(object.signatureDef))
                    throw $TypeError(".tensorflow.MetaGraphDef.signatureDef: object expected");
                message.signatureDef = {};
                for (let keys = $Object.keys(object.signatureDef), i = 0; i < keys.length; ++i) {
                    if (keys[i] === "__proto__")
                        $util.makeProp(message.signatureDef, keys[i]);
                    if (!$util.isObject(object.signatureDef[keys[i]]))
                        throw $TypeError(".tensorflow.MetaGraphDef.signatureDef: object expected");
                    message.signatureDef[keys[i]] = $root.tensorflow.SignatureDef.fromObject(object.signatureDef[keys[i]], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a MetaGraphDef message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.MetaGraphDef
         * @static
         * @param {tensorflow.MetaGraphDef} message MetaGraphDef
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        MetaGraphDef.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.objects || options.defaults) {
                object.collectionDef = {};
                object.signatureDef = {};
            }
            if (options.defaults) {
                object.metaInfoDef = null;
                object.graphDef = null;
                object.saverDef = null;
            }
            if (message.metaInfoDef != null && $Object.hasOwnProperty.call(message, "metaInfoDef"))
                object.metaInfoDef = $root.tensorflow.MetaGraphDef.MetaInfoDef.toObject(message.metaInfoDef, options, _depth + 1);
            if (message.graphDef != null && $Object.hasOwnProperty.call(message, "graphDef"))
                object.graphDef = $root.tensorflow.GraphDef.toObject(message.graphDef, options, _depth + 1);
            if (message.saverDef != null && $Object.hasOwnProperty.call(message, "saverDef"))
                object.saverDef = $root.tensorflow.SaverDef.toObject(message.saverDef, options, _depth + 1);
            let keys2;
            if (message.collectionDef && (keys2 = $Object.keys(message.collectionDef)).length) {
                object.collectionDef = {};
                for (let j = 0; j < keys2.length; ++j) {
                    if (keys2[j] === "__proto__")
                        $util.makeProp(object.collectionDef, keys2[j]);
                    object.collectionDef[keys2[j]] = $root.tensorflow.CollectionDef.toObject(message.collectionDef[keys2[j]], options, _depth + 1);
                }
            }
            if (message.signatureDef && (keys2 = $Object.keys(message.signatureDef)).length) {
                object.signatureDef = {};
                for (let j = 0; j < keys2.length; ++j) {
                    if (keys2[j] === "__proto__")
                        $util.makeProp(object.signatureDef, keys2[j]);
                    object.signatureDef[keys2[j]] = $root.tensorflow.SignatureDef.toObject(message.signatureDef[keys2[j]], options, _depth + 1);
                }
            }
            return object;
        };

        /**
         * Converts this MetaGraphDef to JSON.
         * @function toJSON
         * @memberof tensorflow.MetaGraphDef
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        MetaGraphDef.prototype.toJSON = function() {
            return MetaGraphDef.toObject(this, $protobuf.util.toJSONOptions);
        };

        MetaGraphDef.MetaInfoDef = (function() {

            /**
             * Properties of a MetaInfoDef.
             * @typedef {Object} tensorflow.MetaGraphDef.MetaInfoDef.$Properties
             * @property {Array.<string>|null} [tags] MetaInfoDef tags
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MetaInfoDef.
             * @memberof tensorflow.MetaGraphDef
             * @interface IMetaInfoDef
             * @augments tensorflow.MetaGraphDef.MetaInfoDef.$Properties
             * @deprecated Use tensorflow.MetaGraphDef.MetaInfoDef.$Properties instead.
             */

            /**
             * Shape of a MetaInfoDef.
             * @typedef {tensorflow.MetaGraphDef.MetaInfoDef.$Properties} tensorflow.MetaGraphDef.MetaInfoDef.$Shape
             */

            /**
             * Constructs a new MetaInfoDef.
             * @memberof tensorflow.MetaGraphDef
             * @classdesc Represents a MetaInfoDef.
             * @constructor
             * @param {tensorflow.MetaGraphDef.MetaInfoDef.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MetaInfoDef = function (properties) {
                this.tags = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MetaInfoDef tags.
             * @member {Array.<string>} tags
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @instance
             */
            MetaInfoDef.prototype.tags = $util.emptyArray;

            /**
             * Creates a new MetaInfoDef instance using the specified properties.
             * @function create
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @static
             * @param {tensorflow.MetaGraphDef.MetaInfoDef.$Properties=} [properties] Properties to set
             * @returns {tensorflow.MetaGraphDef.MetaInfoDef} MetaInfoDef instance
             * @type {{
             *   (properties: tensorflow.MetaGraphDef.MetaInfoDef.$Shape): tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape;
             *   (properties?: tensorflow.MetaGraphDef.MetaInfoDef.$Properties): tensorflow.MetaGraphDef.MetaInfoDef;
             * }}
             */
            MetaInfoDef.create = function(properties) {
                return new MetaInfoDef(properties);
            };

            /**
             * Encodes the specified MetaInfoDef message. Does not implicitly {@link tensorflow.MetaGraphDef.MetaInfoDef.verify|verify} messages.
             * @function encode
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @static
             * @param {tensorflow.MetaGraphDef.MetaInfoDef.$Properties} message MetaInfoDef message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MetaInfoDef.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.tags != null && message.tags.length)
                    for (let i = 0; i < message.tags.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.tags[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MetaInfoDef message from the specified reader or buffer.
             * @function decode
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape} MetaInfoDef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MetaInfoDef.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.tensorflow.MetaGraphDef.MetaInfoDef();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tags && message.tags.length))
                                message.tags = [];
                            message.tags.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Creates a MetaInfoDef message from a plain object. Also converts values to their respective internal types.
             * @function fromObject
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @static
             * @param {Object.<string,*>} object Plain object
             * @returns {tensorflow.MetaGraphDef.MetaInfoDef} MetaInfoDef
             */
            MetaInfoDef.fromObject = function (object, _depth) {
                if (object instanceof $root.tensorflow.MetaGraphDef.MetaInfoDef)
                    return object;
                if (!$util.isObject(object))
                    throw $TypeError(".tensorflow.MetaGraphDef.MetaInfoDef: object expected");
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let message = new $root.tensorflow.MetaGraphDef.MetaInfoDef();
                if (object.tags) {
                    if (!$Array.isArray(object.tags))
                        throw $TypeError(".tensorflow.MetaGraphDef.MetaInfoDef.tags: array expected");
                    message.tags = $Array(object.tags.length);
                    for (let i = 0; i < object.tags.length; ++i)
                        message.tags[i] = $String(object.tags[i]);
                }
                return message;
            };

            /**
             * Creates a plain object from a MetaInfoDef message. Also converts values to other types if specified.
             * @function toObject
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @static
             * @param {tensorflow.MetaGraphDef.MetaInfoDef} message MetaInfoDef
             * @param {$protobuf.IConversionOptions} [options] Conversion options
             * @returns {Object.<string,*>} Plain object
             */
            MetaInfoDef.toObject = function (message, options, _depth) {
                if (!options)
                    options = {};
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                let object = {};
                if (options.arrays || options.defaults)
                    object.tags = [];
                if (message.tags && message.tags.length) {
                    object.tags = $Array(message.tags.length);
                    for (let j = 0; j < message.tags.length; ++j)
                        object.tags[j] = message.tags[j];
                }
                return object;
            };

            /**
             * Converts this MetaInfoDef to JSON.
             * @function toJSON
             * @memberof tensorflow.MetaGraphDef.MetaInfoDef
             * @instance
             * @returns {Object.<string,*>} JSON object
             */
            MetaInfoDef.prototype.toJSON = function() {
                return MetaInfoDef.toObject(this, $protobuf.util.toJSONOptions);
            };

            return MetaInfoDef;
        })();

        return MetaGraphDef;
    })();

    tensorflow.SavedModel = (function() {

        /**
         * Properties of a SavedModel.
         * @typedef {Object} tensorflow.SavedModel.$Properties
         * @property {number|null} [savedModelSchemaVersion] SavedModel savedModelSchemaVersion
         * @property {Array.<tensorflow.MetaGraphDef.$Properties>|null} [metaGraphs] SavedModel metaGraphs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SavedModel.
         * @memberof tensorflow
         * @interface ISavedModel
         * @augments tensorflow.SavedModel.$Properties
         * @deprecated Use tensorflow.SavedModel.$Properties instead.
         */

        /**
         * Shape of a SavedModel.
         * @typedef {{
         *   savedModelSchemaVersion?: number|null;
         *   metaGraphs?: Array.<tensorflow.MetaGraphDef.$Shape>|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} tensorflow.SavedModel.$Shape
         */

        /**
         * Constructs a new SavedModel.
         * @memberof tensorflow
         * @classdesc Represents a SavedModel.
         * @constructor
         * @param {tensorflow.SavedModel.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SavedModel = function (properties) {
            this.metaGraphs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SavedModel savedModelSchemaVersion.
         * @member {number} savedModelSchemaVersion
         * @memberof tensorflow.SavedModel
         * @instance
         */
        SavedModel.prototype.savedModelSchemaVersion = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * SavedModel metaGraphs.
         * @member {Array.<tensorflow.MetaGraphDef.$Properties>} metaGraphs
         * @memberof tensorflow.SavedModel
         * @instance
         */
        SavedModel.prototype.metaGraphs = $util.emptyArray;

        /**
         * Creates a new SavedModel instance using the specified properties.
         * @function create
         * @memberof tensorflow.SavedModel
         * @static
         * @param {tensorflow.SavedModel.$Properties=} [properties] Properties to set
         * @returns {tensorflow.SavedModel} SavedModel instance
         * @type {{
         *   (properties: tensorflow.SavedModel.$Shape): tensorflow.SavedModel & tensorflow.SavedModel.$Shape;
         *   (properties?: tensorflow.SavedModel.$Properties): tensorflow.SavedModel;
         * }}
         */
        SavedModel.create = function(properties) {
            return new SavedModel(properties);
        };

        /**
         * Encodes the specified SavedModel message. Does not implicitly {@link tensorflow.SavedModel.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.SavedModel
         * @static
         * @param {tensorflow.SavedModel.$Properties} message SavedModel message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SavedModel.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.savedModelSchemaVersion != null && $Object.hasOwnProperty.call(message, "savedModelSchemaVersion") && (typeof message.savedModelSchemaVersion === "object" ? message.savedModelSchemaVersion.low || message.savedModelSchemaVersion.high : message.savedModelSchemaVersion !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.savedModelSchemaVersion);
            if (message.metaGraphs != null && message.metaGraphs.length)
                for (let i = 0; i < message.metaGraphs.length; ++i)
                    $root.tensorflow.MetaGraphDef.encode(message.metaGraphs[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SavedModel message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.SavedModel
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.SavedModel & tensorflow.SavedModel.$Shape} SavedModel
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SavedModel.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.SavedModel();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.savedModelSchemaVersion = value;
                        else
                            delete message.savedModelSchemaVersion;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.metaGraphs && message.metaGraphs.length))
                            message.metaGraphs = [];
                        message.metaGraphs.push($root.tensorflow.MetaGraphDef.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a SavedModel message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.SavedModel
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.SavedModel} SavedModel
         */
        SavedModel.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.SavedModel)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.SavedModel: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.SavedModel();
            if (object.savedModelSchemaVersion != null)
                if (typeof object.savedModelSchemaVersion === "object" ? object.savedModelSchemaVersion.low || object.savedModelSchemaVersion.high : $Number(object.savedModelSchemaVersion) !== 0)
                    if ($util.Long)
                        message.savedModelSchemaVersion = $util.Long.fromValue(object.savedModelSchemaVersion, false);
                    else if (typeof object.savedModelSchemaVersion === "string")
                        message.savedModelSchemaVersion = $parseInt(object.savedModelSchemaVersion, 10);
                    else if (typeof object.savedModelSchemaVersion === "number")
                        message.savedModelSchemaVersion = object.savedModelSchemaVersion;
                    else if (typeof object.savedModelSchemaVersion === "object")
                        message.savedModelSchemaVersion = new $util.LongBits(object.savedModelSchemaVersion.low >>> 0, object.savedModelSchemaVersion.high >>> 0).toNumber();
            if (object.metaGraphs) {
                if (!$Array.isArray(object.metaGraphs))
                    throw $TypeError(".tensorflow.SavedModel.metaGraphs: array expected");
                message.metaGraphs = $Array(object.metaGraphs.length);
                for (let i = 0; i < object.metaGraphs.length; ++i) {
                    if (!$util.isObject(object.metaGraphs[i]))
                        throw $TypeError(".tensorflow.SavedModel.metaGraphs: object expected");
                    message.metaGraphs[i] = $root.tensorflow.MetaGraphDef.fromObject(object.metaGraphs[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a SavedModel message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.SavedModel
         * @static
         * @param {tensorflow.SavedModel} message SavedModel
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        SavedModel.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.metaGraphs = [];
            if (options.defaults)
                if ($util.Long) {
                    let long = new $util.Long(0, 0, false);
                    object.savedModelSchemaVersion = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                } else
                    object.savedModelSchemaVersion = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
            if (message.savedModelSchemaVersion != null && $Object.hasOwnProperty.call(message, "savedModelSchemaVersion"))
                if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                    object.savedModelSchemaVersion = typeof message.savedModelSchemaVersion === "number" ? $BigInt(message.savedModelSchemaVersion) : $util.Long.fromBits(message.savedModelSchemaVersion.low >>> 0, message.savedModelSchemaVersion.high >>> 0, false).toBigInt();
                else if (typeof message.savedModelSchemaVersion === "number")
                    object.savedModelSchemaVersion = options.longs === $String ? $String(message.savedModelSchemaVersion) : message.savedModelSchemaVersion;
                else
                    object.savedModelSchemaVersion = options.longs === $String ? $util.Long.prototype.toString.call(message.savedModelSchemaVersion) : options.longs === $Number ? new $util.LongBits(message.savedModelSchemaVersion.low >>> 0, message.savedModelSchemaVersion.high >>> 0).toNumber() : message.savedModelSchemaVersion;
            if (message.metaGraphs && message.metaGraphs.length) {
                object.metaGraphs = $Array(message.metaGraphs.length);
                for (let j = 0; j < message.metaGraphs.length; ++j)
                    object.metaGraphs[j] = $root.tensorflow.MetaGraphDef.toObject(message.metaGraphs[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this SavedModel to JSON.
         * @function toJSON
         * @memberof tensorflow.SavedModel
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        SavedModel.prototype.toJSON = function() {
            return SavedModel.toObject(this, $protobuf.util.toJSONOptions);
        };

        return SavedModel;
    })();

    tensorflow.ConfigProto = (function() {

        /**
         * Properties of a ConfigProto.
         * @typedef {Object} tensorflow.ConfigProto.$Properties
         * @property {number|null} [interOpParallelismThreads] ConfigProto interOpParallelismThreads
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConfigProto.
         * @memberof tensorflow
         * @interface IConfigProto
         * @augments tensorflow.ConfigProto.$Properties
         * @deprecated Use tensorflow.ConfigProto.$Properties instead.
         */

        /**
         * Shape of a ConfigProto.
         * @typedef {tensorflow.ConfigProto.$Properties} tensorflow.ConfigProto.$Shape
         */

        /**
         * Constructs a new ConfigProto.
         * @memberof tensorflow
         * @classdesc Represents a ConfigProto.
         * @constructor
         * @param {tensorflow.ConfigProto.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConfigProto = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConfigProto interOpParallelismThreads.
         * @member {number} interOpParallelismThreads
         * @memberof tensorflow.ConfigProto
         * @instance
         */
        ConfigProto.prototype.interOpParallelismThreads = 0;

        /**
         * Creates a new ConfigProto instance using the specified properties.
         * @function create
         * @memberof tensorflow.ConfigProto
         * @static
         * @param {tensorflow.ConfigProto.$Properties=} [properties] Properties to set
         * @returns {tensorflow.ConfigProto} ConfigProto instance
         * @type {{
         *   (properties: tensorflow.ConfigProto.$Shape): tensorflow.ConfigProto & tensorflow.ConfigProto.$Shape;
         *   (properties?: tensorflow.ConfigProto.$Properties): tensorflow.ConfigProto;
         * }}
         */
        ConfigProto.create = function(properties) {
            return new ConfigProto(properties);
        };

        /**
         * Encodes the specified ConfigProto message. Does not implicitly {@link tensorflow.ConfigProto.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.ConfigProto
         * @static
         * @param {tensorflow.ConfigProto.$Properties} message ConfigProto message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConfigProto.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.interOpParallelismThreads != null && $Object.hasOwnProperty.call(message, "interOpParallelismThreads") && message.interOpParallelismThreads !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).int32(message.interOpParallelismThreads);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConfigProto message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.ConfigProto
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.ConfigProto & tensorflow.ConfigProto.$Shape} ConfigProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConfigProto.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.ConfigProto();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.interOpParallelismThreads = value;
                        else
                            delete message.interOpParallelismThreads;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ConfigProto message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.ConfigProto
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.ConfigProto} ConfigProto
         */
        ConfigProto.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.ConfigProto)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.ConfigProto: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.ConfigProto();
            if (object.interOpParallelismThreads != null)
                if ($Number(object.interOpParallelismThreads) !== 0)
                    message.interOpParallelismThreads = object.interOpParallelismThreads | 0;
            return message;
        };

        /**
         * Creates a plain object from a ConfigProto message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.ConfigProto
         * @static
         * @param {tensorflow.ConfigProto} message ConfigProto
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ConfigProto.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.interOpParallelismThreads = 0;
            if (message.interOpParallelismThreads != null && $Object.hasOwnProperty.call(message, "interOpParallelismThreads"))
                object.interOpParallelismThreads = message.interOpParallelismThreads;
            return object;
        };

        /**
         * Converts this ConfigProto to JSON.
         * @function toJSON
         * @memberof tensorflow.ConfigProto
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ConfigProto.prototype.toJSON = function() {
            return ConfigProto.toObject(this, $protobuf.util.toJSONOptions);
        };

        return ConfigProto;
    })();

    tensorflow.BundleHeaderProto = (function() {

        /**
         * Properties of a BundleHeaderProto.
         * @typedef {Object} tensorflow.BundleHeaderProto.$Properties
         * @property {number|null} [numShards] BundleHeaderProto numShards
         * @property {tensorflow.VersionDef.$Properties|null} [version] BundleHeaderProto version
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BundleHeaderProto.
         * @memberof tensorflow
         * @interface IBundleHeaderProto
         * @augments tensorflow.BundleHeaderProto.$Properties
         * @deprecated Use tensorflow.BundleHeaderProto.$Properties instead.
         */

        /**
         * Shape of a BundleHeaderProto.
         * @typedef {tensorflow.BundleHeaderProto.$Properties} tensorflow.BundleHeaderProto.$Shape
         */

        /**
         * Constructs a new BundleHeaderProto.
         * @memberof tensorflow
         * @classdesc Represents a BundleHeaderProto.
         * @constructor
         * @param {tensorflow.BundleHeaderProto.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BundleHeaderProto = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BundleHeaderProto numShards.
         * @member {number} numShards
         * @memberof tensorflow.BundleHeaderProto
         * @instance
         */
        BundleHeaderProto.prototype.numShards = 0;

        /**
         * BundleHeaderProto version.
         * @member {tensorflow.VersionDef.$Properties|null|undefined} version
         * @memberof tensorflow.BundleHeaderProto
         * @instance
         */
        BundleHeaderProto.prototype.version = null;

        /**
         * Creates a new BundleHeaderProto instance using the specified properties.
         * @function create
         * @memberof tensorflow.BundleHeaderProto
         * @static
         * @param {tensorflow.BundleHeaderProto.$Properties=} [properties] Properties to set
         * @returns {tensorflow.BundleHeaderProto} BundleHeaderProto instance
         * @type {{
         *   (properties: tensorflow.BundleHeaderProto.$Shape): tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape;
         *   (properties?: tensorflow.BundleHeaderProto.$Properties): tensorflow.BundleHeaderProto;
         * }}
         */
        BundleHeaderProto.create = function(properties) {
            return new BundleHeaderProto(properties);
        };

        /**
         * Encodes the specified BundleHeaderProto message. Does not implicitly {@link tensorflow.BundleHeaderProto.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.BundleHeaderProto
         * @static
         * @param {tensorflow.BundleHeaderProto.$Properties} message BundleHeaderProto message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BundleHeaderProto.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.numShards != null && $Object.hasOwnProperty.call(message, "numShards") && message.numShards !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.numShards);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                $root.tensorflow.VersionDef.encode(message.version, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BundleHeaderProto message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.BundleHeaderProto
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape} BundleHeaderProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BundleHeaderProto.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.BundleHeaderProto();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.numShards = value;
                        else
                            delete message.numShards;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.version = $root.tensorflow.VersionDef.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a BundleHeaderProto message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.BundleHeaderProto
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.BundleHeaderProto} BundleHeaderProto
         */
        BundleHeaderProto.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.BundleHeaderProto)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.BundleHeaderProto: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.BundleHeaderProto();
            if (object.numShards != null)
                if ($Number(object.numShards) !== 0)
                    message.numShards = object.numShards | 0;
            if (object.version != null) {
                if (!$util.isObject(object.version))
                    throw $TypeError(".tensorflow.BundleHeaderProto.version: object expected");
                message.version = $root.tensorflow.VersionDef.fromObject(object.version, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from a BundleHeaderProto message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.BundleHeaderProto
         * @static
         * @param {tensorflow.BundleHeaderProto} message BundleHeaderProto
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        BundleHeaderProto.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.numShards = 0;
                object.version = null;
            }
            if (message.numShards != null && $Object.hasOwnProperty.call(message, "numShards"))
                object.numShards = message.numShards;
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                object.version = $root.tensorflow.VersionDef.toObject(message.version, options, _depth + 1);
            return object;
        };

        /**
         * Converts this BundleHeaderProto to JSON.
         * @function toJSON
         * @memberof tensorflow.BundleHeaderProto
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        BundleHeaderProto.prototype.toJSON = function() {
            return BundleHeaderProto.toObject(this, $protobuf.util.toJSONOptions);
        };

        return BundleHeaderProto;
    })();

    tensorflow.BundleEntryProto = (function() {

        /**
         * Properties of a BundleEntryProto.
         * @typedef {Object} tensorflow.BundleEntryProto.$Properties
         * @property {number|null} [dtype] BundleEntryProto dtype
         * @property {tensorflow.TensorShapeProto.$Properties|null} [shape] BundleEntryProto shape
         * @property {number|null} [offset] BundleEntryProto offset
         * @property {number|null} [size] BundleEntryProto size
         * @property {number|null} [crc32c] BundleEntryProto crc32c
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BundleEntryProto.
         * @memberof tensorflow
         * @interface IBundleEntryProto
         * @augments tensorflow.BundleEntryProto.$Properties
         * @deprecated Use tensorflow.BundleEntryProto.$Properties instead.
         */

        /**
         * Shape of a BundleEntryProto.
         * @typedef {tensorflow.BundleEntryProto.$Properties} tensorflow.BundleEntryProto.$Shape
         */

        /**
         * Constructs a new BundleEntryProto.
         * @memberof tensorflow
         * @classdesc Represents a BundleEntryProto.
         * @constructor
         * @param {tensorflow.BundleEntryProto.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BundleEntryProto = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BundleEntryProto dtype.
         * @member {number} dtype
         * @memberof tensorflow.BundleEntryProto
         * @instance
         */
        BundleEntryProto.prototype.dtype = 0;

        /**
         * BundleEntryProto shape.
         * @member {tensorflow.TensorShapeProto.$Properties|null|undefined} shape
         * @memberof tensorflow.BundleEntryProto
         * @instance
         */
        BundleEntryProto.prototype.shape = null;

        /**
         * BundleEntryProto offset.
         * @member {number} offset
         * @memberof tensorflow.BundleEntryProto
         * @instance
         */
        BundleEntryProto.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * BundleEntryProto size.
         * @member {number} size
         * @memberof tensorflow.BundleEntryProto
         * @instance
         */
        BundleEntryProto.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * BundleEntryProto crc32c.
         * @member {number} crc32c
         * @memberof tensorflow.BundleEntryProto
         * @instance
         */
        BundleEntryProto.prototype.crc32c = 0;

        /**
         * Creates a new BundleEntryProto instance using the specified properties.
         * @function create
         * @memberof tensorflow.BundleEntryProto
         * @static
         * @param {tensorflow.BundleEntryProto.$Properties=} [properties] Properties to set
         * @returns {tensorflow.BundleEntryProto} BundleEntryProto instance
         * @type {{
         *   (properties: tensorflow.BundleEntryProto.$Shape): tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape;
         *   (properties?: tensorflow.BundleEntryProto.$Properties): tensorflow.BundleEntryProto;
         * }}
         */
        BundleEntryProto.create = function(properties) {
            return new BundleEntryProto(properties);
        };

        /**
         * Encodes the specified BundleEntryProto message. Does not implicitly {@link tensorflow.BundleEntryProto.verify|verify} messages.
         * @function encode
         * @memberof tensorflow.BundleEntryProto
         * @static
         * @param {tensorflow.BundleEntryProto.$Properties} message BundleEntryProto message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BundleEntryProto.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype") && message.dtype !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.dtype);
            if (message.shape != null && $Object.hasOwnProperty.call(message, "shape"))
                $root.tensorflow.TensorShapeProto.encode(message.shape, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.offset);
            if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.size);
            if (message.crc32c != null && $Object.hasOwnProperty.call(message, "crc32c") && message.crc32c !== 0)
                writer.uint32(/* id 6, wireType 5 =*/53).fixed32(message.crc32c);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BundleEntryProto message from the specified reader or buffer.
         * @function decode
         * @memberof tensorflow.BundleEntryProto
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape} BundleEntryProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BundleEntryProto.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tensorflow.BundleEntryProto();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.dtype = value;
                        else
                            delete message.dtype;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.shape = $root.tensorflow.TensorShapeProto.decode(reader, reader.size(), $undefined, _depth + 1, message.shape);
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.size = value;
                        else
                            delete message.size;
                        continue;
                    }
                case 6: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.crc32c = value;
                        else
                            delete message.crc32c;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a BundleEntryProto message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof tensorflow.BundleEntryProto
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {tensorflow.BundleEntryProto} BundleEntryProto
         */
        BundleEntryProto.fromObject = function (object, _depth) {
            if (object instanceof $root.tensorflow.BundleEntryProto)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".tensorflow.BundleEntryProto: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.tensorflow.BundleEntryProto();
            if (object.dtype != null)
                if ($Number(object.dtype) !== 0)
                    message.dtype = object.dtype | 0;
            if (object.shape != null) {
                if (!$util.isObject(object.shape))
                    throw $TypeError(".tensorflow.BundleEntryProto.shape: object expected");
                message.shape = $root.tensorflow.TensorShapeProto.fromObject(object.shape, _depth + 1);
            }
            if (object.offset != null)
                if (typeof object.offset === "object" ? object.offset.low || object.offset.high : $Number(object.offset) !== 0)
                    if ($util.Long)
                        message.offset = $util.Long.fromValue(object.offset, false);
                    else if (typeof object.offset === "string")
                        message.offset = $parseInt(object.offset, 10);
                    else if (typeof object.offset === "number")
                        message.offset = object.offset;
                    else if (typeof object.offset === "object")
                        message.offset = new $util.LongBits(object.offset.low >>> 0, object.offset.high >>> 0).toNumber();
            if (object.size != null)
                if (typeof object.size === "object" ? object.size.low || object.size.high : $Number(object.size) !== 0)
                    if ($util.Long)
                        message.size = $util.Long.fromValue(object.size, false);
                    else if (typeof object.size === "string")
                        message.size = $parseInt(object.size, 10);
                    else if (typeof object.size === "number")
                        message.size = object.size;
                    else if (typeof object.size === "object")
                        message.size = new $util.LongBits(object.size.low >>> 0, object.size.high >>> 0).toNumber();
            if (object.crc32c != null)
                if ($Number(object.crc32c) !== 0)
                    message.crc32c = object.crc32c >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a BundleEntryProto message. Also converts values to other types if specified.
         * @function toObject
         * @memberof tensorflow.BundleEntryProto
         * @static
         * @param {tensorflow.BundleEntryProto} message BundleEntryProto
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        BundleEntryProto.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.dtype = 0;
                object.shape = null;
                if ($util.Long) {
                    let long = new $util.Long(0, 0, false);
                    object.offset = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                } else
                    object.offset = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                if ($util.Long) {
                    let long = new $util.Long(0, 0, false);
                    object.size = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                } else
                    object.size = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                object.crc32c = 0;
            }
            if (message.dtype != null && $Object.hasOwnProperty.call(message, "dtype"))
                object.dtype = message.dtype;
            if (message.shape != null && $Object.hasOwnProperty.call(message, "shape"))
                object.shape = $root.tensorflow.TensorShapeProto.toObject(message.shape, options, _depth + 1);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset"))
                if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                    object.offset = typeof message.offset === "number" ? $BigInt(message.offset) : $util.Long.fromBits(message.offset.low >>> 0, message.offset.high >>> 0, false).toBigInt();
                else if (typeof message.offset === "number")
                    object.offset = options.longs === $String ? $String(message.offset) : message.offset;
                else
                    object.offset = options.longs === $String ? $util.Long.prototype.toString.call(message.offset) : options.longs === $Number ? new $util.LongBits(message.offset.low >>> 0, message.offset.high >>> 0).toNumber() : message.offset;
            if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                    object.size = typeof message.size === "number" ? $BigInt(message.size) : $util.Long.fromBits(message.size.low >>> 0, message.size.high >>> 0, false).toBigInt();
                else if (typeof message.size === "number")
                    object.size = options.longs === $String ? $String(message.size) : message.size;
                else
                    object.size = options.longs === $String ? $util.Long.prototype.toString.call(message.size) : options.longs === $Number ? new $util.LongBits(message.size.low >>> 0, message.size.high >>> 0).toNumber() : message.size;
            if (message.crc32c != null && $Object.hasOwnProperty.call(message, "crc32c"))
                object.crc32c = message.crc32c;
            return object;
        };

        /**
         * Converts this BundleEntryProto to JSON.
         * @function toJSON
         * @memberof tensorflow.BundleEntryProto
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        BundleEntryProto.prototype.toJSON = function() {
            return BundleEntryProto.toObject(this, $protobuf.util.toJSONOptions);
        };

        return BundleEntryProto;
    })();

    return tensorflow;
})();

export {
  $root as default
};
